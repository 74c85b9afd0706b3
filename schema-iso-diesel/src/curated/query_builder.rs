//! Statements.

pub use crate::query::{
    AsChangeset, AsQuery, BoxedSelectStatement, DeleteStatement, IncompleteInsertStatement,
    InsertStatement, UpdateStatement,
};
pub use diesel::query_builder::{DebugQuery, Only, Tablesample, debug_query};
pub use diesel_derives::AsChangeset;

// Names of Diesel that a plugin cannot have: each is an error that says why.

#[doc(hidden)]
pub use crate::withheld::{AstPass, QueryFragment, QueryId};
#[doc(hidden)]
pub use schema_iso_derive::QueryId;
