//! The type layer of Schema Iso: tables that carry their owner, connections that carry their
//! plugin, and the traits that let a query run only where the two agree.
//!
//! Neither plugins nor hosts depend on this crate. A plugin sees the part that
//! `schema-iso-diesel` re-exports, a host the part that `schema-iso-host` re-exports:
//!
//! ```no_run
//! use ::notes::{Note, Notes, notes}; // a plugin, its row type, and the module of its table
//! use schema_iso_diesel::prelude::*;
//!
//! fn all(conn: &mut SafeConnection<Notes>) -> QueryResult<Vec<Note>> {
//!     notes::table.order(notes::id).load(conn)
//! }
//! ```
//!
//! Guide: the [README](https://github.com/schema-iso/schema-iso#readme). Rules:
//! [one page each](https://docs.rs/schema-iso/latest/schema_iso/rules/index.html).
//!
//! A plugin that depends on this crate is refused (ISO-04), because of the [`door`]: the functions
//! that turn a raw connection into a [`SafeConnection`](connection::SafeConnection) and back.
//!
//! Modules in reading order, each of which uses only earlier ones: [`connection`]
//! (`SafeConnection`), [`plugin`] (what a plugin is), [`ownership`] (which plugin owns a table,
//! ISO-03), [`table`] (tables and columns), [`types`] (SQL types of Rust types), [`function`],
//! [`comparison`], [`aggregate`], [`expression_bounds`] (expressions), [`query`] (statements, and
//! running them), `asynchronous` (running them on an async
//! connection, with the feature `async`), [`sql_functions`], [`expansion`] (what the macros name) and the [`door`].

// A tuple of 128 columns takes as many steps of a macro.
#![cfg_attr(feature = "128-column-tables", recursion_limit = "512")]

mod constant_text;
mod marker;
mod tuple;

pub mod aggregate;
#[cfg(feature = "async")]
pub mod asynchronous;
pub mod comparison;
pub mod connection;
pub mod door;
#[doc(hidden)]
pub mod expansion;
pub mod expression_bounds;
pub mod function;
pub mod ownership;
pub mod plugin;
pub mod query;
pub mod sql_functions;
pub mod table;
pub mod types;
#[doc(hidden)]
pub mod withheld;
