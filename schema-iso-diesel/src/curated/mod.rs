//! Diesel's modules, name by name.
//!
//! Each file is one module of Diesel. A name that is in none of them does not
//! exist for a plugin. `xtask` compares every name with a list, and fails when a
//! forbidden one becomes reachable.

pub mod associations;
#[cfg(feature = "async")]
pub mod asynchronous;
pub mod backend;
pub mod connection;
pub mod data_types;
pub mod deserialize;
pub mod dsl;
pub mod expression;
pub mod expression_methods;
pub mod helper_types;
pub mod insertable;
pub mod internal;
pub mod pg;
pub mod prelude;
pub mod query_builder;
pub mod query_dsl;
pub mod query_source;
pub mod result;
pub mod row;
pub mod serialize;
pub mod sql_types;
pub mod upsert;
