//! Diesel's `Table`, `Column` and `QuerySource`, as bounds for generic code.
//!
//! They are traits of this crate beside Diesel's: they can be used as bounds, and implementing them
//! has no effect, because a plugin cannot name Diesel's own traits.

use crate::ownership::OwnedSource;

use super::{PluginColumn, PluginTable};

/// A table of a plugin.
pub trait Table: diesel::Table {}

impl<T: PluginTable> Table for super::Table<T> {}

/// A column of a table of a plugin.
pub trait Column: diesel::Column {}

impl<C: PluginColumn> Column for super::Column<C> {}

/// What can stand in a FROM clause.
///
/// It has no `default_selection`: that of a join is checked with no FROM clause, so it could be
/// used in every query.
pub trait QuerySource: OwnedSource {}

impl<S: diesel::QuerySource + OwnedSource> QuerySource for S {}
