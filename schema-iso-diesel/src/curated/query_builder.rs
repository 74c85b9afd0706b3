//! Statements.

pub use diesel::query_builder::{DebugQuery, Only, Tablesample, debug_query};
pub use diesel_derives::AsChangeset;
pub use schema_iso_query::query::{
    AsChangeset, AsQuery, BoxedSelectStatement, DeleteStatement, IncompleteInsertStatement,
    InsertStatement, UpdateStatement,
};

// Names of Diesel that a plugin cannot have: each is an error that says why.

#[doc(hidden)]
pub use schema_iso_derive::QueryId;
#[doc(hidden)]
pub use schema_iso_query::withheld::{AstPass, QueryFragment, QueryId};
