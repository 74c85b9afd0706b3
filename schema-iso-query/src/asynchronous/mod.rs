//! Async: the connection of a plugin for async code, and running queries on it.
//!
//! The statements, and the rule which of them run (ISO-03), are those of [`query`](crate::query).
//! diesel-async runs them; neither its connection nor its traits reach a plugin.
//!
//! Reading order: `lent` (what a host lends), `connection` (`AsyncSafeConnection`), `transaction`
//! (ending a transaction only where it began, ISO-15), `transaction_builder`, `rows` (an answer
//! that is read row by row), `run_query_dsl` (running queries), `save_changes`, `pool`.

mod connection;
mod lent;
mod pool;
mod rows;
mod run_query_dsl;
mod save_changes;
mod transaction;
mod transaction_builder;

pub use self::connection::AsyncSafeConnection;
pub use self::lent::LentAsyncConnection;
pub use self::pool::{AsyncConnectionSource, AsyncPluginPool, Lending};
pub use self::rows::RowStream;
pub use self::run_query_dsl::{ExecuteDsl, LoadQuery, RunQueryDsl};
pub use self::save_changes::SaveChangesDsl;
pub use self::transaction::AsyncFunc;
pub use self::transaction_builder::AsyncTransactionBuilder;
