//! The type layer of Schema Iso, and the door through which a host passes it.
//!
//! A plugin never names this crate: it sees the curated Diesel, `schema-iso-diesel`, which
//! re-exports what a plugin may have. A host does not name it either: it has
//! `schema-iso-host`. This crate is where the two meet, and ISO-04 refuses a plugin that
//! depends on it, because of the [`door`].
//!
//! Modules in reading order, each of which uses only the ones before it: [`connection`]
//! (the only connection that a plugin gets), [`plugin`] (what a plugin is), [`ownership`]
//! (who owns what, ISO-03), [`table`] (tables and columns), [`types`] (from Rust types to
//! SQL types), [`function`], [`comparison`], [`aggregate`], [`appearance`] (expressions),
//! [`query`] (statements, and running them), [`sql_functions`], [`expansion`] (what the
//! macros name) and the [`door`].

// A tuple of 128 columns takes as many steps of a macro.
#![cfg_attr(feature = "128-column-tables", recursion_limit = "512")]

mod marker;
mod tuple;

pub mod aggregate;
pub mod appearance;
pub mod comparison;
pub mod connection;
pub mod door;
#[doc(hidden)]
pub mod expansion;
pub mod function;
pub mod ownership;
pub mod plugin;
pub mod query;
pub mod sql_functions;
pub mod table;
pub mod types;
