//! The connection of a plugin for async code, with diesel-async's names; not a module of Diesel.
//!
//! A module of a plugin that is async imports the prelude and one line more, whose names stand in
//! the place of the synchronous ones:
//!
//! ```
//! use schema_iso_diesel::asynchronous::{AsyncSafeConnection, RunQueryDsl};
//! use schema_iso_diesel::prelude::*;
//! ```
//!
//! `COPY` and `load_iter` are for the synchronous connection only; `load_stream` reads row by row.

pub use schema_iso_query::asynchronous::{
    ExecuteDsl, LoadQuery, RowStream, RunQueryDsl, SaveChangesDsl,
};
pub use schema_iso_query::connection::{AsyncFunc, AsyncSafeConnection, AsyncTransactionBuilder};
pub use schema_iso_query::plugin::AsyncPluginPool;

// Names of diesel-async that a plugin cannot have: each is an error that says why.

#[doc(hidden)]
pub use schema_iso_query::withheld::{AsyncConnection, AsyncConnectionCore, SimpleAsyncConnection};
