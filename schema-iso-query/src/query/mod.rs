//! Queries: which statements run on which connection.
//!
//! Reading order: `plugin_query` (the bound of every statement that runs), `statement` (the
//! statements that can run at all), `run_query_dsl` (running them), `query_dsl` (building a
//! select), then one file for each statement.

mod as_query;
mod boxed;
mod changeset;
mod combine;
mod conflict;
mod copy;
mod delete;
mod distinct;
pub mod functions;
mod insert;
mod insert_source;
mod join;
mod lock;
mod plugin_query;
mod query_dsl;
mod returning;
mod run_query_dsl;
pub(crate) mod save_changes;
mod select;
mod statement;
mod subselect;
mod target;
mod update;

pub use self::as_query::AsQuery;
pub use self::boxed::{BoxedDsl, BoxedSelectStatement};
pub use self::changeset::AsChangeset;
pub use self::combine::CombineDsl;
pub use self::combine::{Combinable, Combination, set_operator};
pub use self::conflict::{
    DecoratableTarget, IncompleteDoUpdate, IncompleteOnConflict, OnConstraint, on_constraint,
};
pub use self::copy::{CopyFromQuery, CopyToQuery, ExecuteCopyFromDsl};
pub use self::delete::DeleteStatement;
pub use self::insert::{IncompleteInsertStatement, InsertStatement, Insertable};
pub use self::join::JoinDsl;
#[cfg(feature = "async")]
pub(crate) use self::plugin_query::PluginQuery;
pub use self::query_dsl::QueryDsl;
pub use self::run_query_dsl::{ExecuteDsl, LoadQuery, RunQueryDsl};
pub use self::save_changes::SaveChangesDsl;
pub use self::select::FromlessSelect;
#[cfg(feature = "async")]
pub(crate) use self::statement::Statement;
pub use self::subselect::{Exists, SingleValueDsl};
pub use self::update::UpdateStatement;
