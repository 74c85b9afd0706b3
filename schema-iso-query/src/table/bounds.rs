//! Diesel's `Table`, `Column` and `QuerySource` for the bounds of generic code.
//!
//! They are traits of this crate beside Diesel's: good for a bound, of no
//! use for an impl, because Diesel's own traits cannot be named by a plugin.

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
/// It does not hand on `default_selection`: that of a join is held against no
/// FROM clause, so it would fit into every query.
pub trait QuerySource: OwnedSource {}

impl<S: diesel::QuerySource + OwnedSource> QuerySource for S {}
