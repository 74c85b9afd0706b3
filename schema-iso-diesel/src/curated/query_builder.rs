//! Statements.

pub use diesel::query_builder::{DebugQuery, Only, Tablesample, debug_query};
pub use diesel_derives::AsChangeset;
pub use schema_iso_query::query::{
    AsChangeset, AsQuery, BoxedSelectStatement, DeleteStatement, IncompleteInsertStatement,
    InsertStatement, UpdateStatement,
};
