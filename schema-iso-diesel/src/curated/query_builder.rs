//! Statements.

pub use crate::query::{
    AsChangeset, AsQuery, BoxedSelectStatement, DeleteStatement, IncompleteInsertStatement,
    InsertStatement, UpdateStatement,
};
pub use diesel::query_builder::{DebugQuery, Only, Tablesample, debug_query};
pub use diesel_derives::AsChangeset;
