//! Async: running queries on the connection of a plugin for async code.
//!
//! The statements, and the rule which of them run (ISO-03), are those of [`query`](crate::query).
//! diesel-async runs them; neither its connection nor its traits reach a plugin.
//!
//! Reading order: `rows` (an answer that is read row by row), `run_query_dsl` (running queries),
//! `save_changes`. The connection itself is in [`connection`](crate::connection), the pool in
//! [`plugin`](crate::plugin).

mod rows;
mod run_query_dsl;
mod save_changes;

pub use self::rows::RowStream;
pub use self::run_query_dsl::{ExecuteDsl, LoadQuery, RunQueryDsl};
pub use self::save_changes::SaveChangesDsl;
