//! `PluginQuery`: the statements that run on the connection of a plugin.

use diesel::internal::table_macro::{FromClause, SelectStatement, TablesampleMethod};
use diesel::query_builder::{Only, Query, Tablesample};
use diesel::query_source::{Alias, AliasSource, QuerySource};

use super::statement::Statement;
use crate::ownership::{OwnedSource, ReachableFrom};
use crate::table::{PluginTable, Table};

/// A statement whose tables all belong to the plugin `P` (ISO-03).
///
/// For a select it is enough to check FROM: Diesel checks every expression of the statement with
/// FROM, at any depth, and refuses a table of another plugin there. It checks the WHERE clause in
/// `Query`, which `load` requires and `execute` does not. Statements for which Diesel does not
/// check that much (insert, set operations, `select` without FROM, boxed subselects) are types of
/// this crate that do.
#[diagnostic::on_unimplemented(
    message = "this statement cannot run on the connection of the plugin `{P}`",
    note = "only statements made with the query builder, on tables of the plugin itself, can be run",
    note = "rule ISO-03, see https://docs.rs/schema-iso/latest/schema_iso/rules/iso_03/index.html"
)]
pub trait PluginQuery<P>: Statement {}

impl<T, P> PluginQuery<P> for Table<T>
where
    T: PluginTable,
    T::Plugin: ReachableFrom<P>,
{
}

impl<P, F, S, D, W, O, LOf, G, H, LC> PluginQuery<P>
    for SelectStatement<FromClause<F>, S, D, W, O, LOf, G, H, LC>
where
    F: QuerySource + OwnedSource,
    F::Owner: ReachableFrom<P>,
    Self: Query,
{
}

impl<S, P> PluginQuery<P> for Alias<S>
where
    Self: Statement,
    S: AliasSource,
    S::Target: OwnedSource,
    <S::Target as OwnedSource>::Owner: ReachableFrom<P>,
{
}

impl<S, P> PluginQuery<P> for Only<S>
where
    Self: Statement,
    S: OwnedSource,
    S::Owner: ReachableFrom<P>,
{
}

impl<S, M, P> PluginQuery<P> for Tablesample<S, M>
where
    Self: Statement,
    M: TablesampleMethod,
    S: OwnedSource,
    S::Owner: ReachableFrom<P>,
{
}
