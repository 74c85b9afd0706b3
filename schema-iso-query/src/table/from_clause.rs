//! Which tables can appear in one FROM clause.
//!
//! Diesel requires `AppearsInFromClause<Table<B>>` of everything in FROM; its `Count` is how often `B`
//! appears there. Here it is implemented only for two tables of one plugin, so a foreign column, join
//! or subselect fails on it.

use diesel::internal::table_macro::{NoFromClause, TablesampleMethod};
use diesel::query_builder::{Only, Tablesample};
use diesel::query_source::{Alias, AliasSource, AppearsInFromClause, Never};

use super::{NumberedTable, PluginTable, Table};
use crate::ownership::{IfOnce, SamePluginAs, SamePosition};

/// How often the table of `Other` appears in a FROM that is the table of `Self`.
pub trait MeetsTable<Other>: NumberedTable {
    /// Diesel's `Once` or `Never`.
    type Count;
}

impl<A, B> MeetsTable<B> for A
where
    A: NumberedTable,
    B: NumberedTable,
    A::Plugin: SamePluginAs<B::Plugin>,
    A::Position: SamePosition<B::Position>,
{
    type Count = IfOnce<<A::Position as SamePosition<B::Position>>::Answer>;
}

impl<A, B> AppearsInFromClause<Table<B>> for Table<A>
where
    A: MeetsTable<B>,
    B: PluginTable,
{
    type Count = A::Count;
}

impl<A, B> AppearsInFromClause<Table<B>> for Only<Table<A>>
where
    A: MeetsTable<B>,
    B: PluginTable,
{
    type Count = A::Count;
}

impl<A, B> AppearsInFromClause<Only<Table<B>>> for Table<A>
where
    A: MeetsTable<B>,
    B: PluginTable,
{
    type Count = A::Count;
}

impl<A, B, M> AppearsInFromClause<Table<B>> for Tablesample<Table<A>, M>
where
    A: MeetsTable<B>,
    B: PluginTable,
    M: TablesampleMethod,
{
    type Count = A::Count;
}

impl<A, B, M> AppearsInFromClause<Tablesample<Table<B>, M>> for Table<A>
where
    A: MeetsTable<B>,
    B: PluginTable,
    M: TablesampleMethod,
{
    type Count = A::Count;
}

impl<A, B, S> AppearsInFromClause<Alias<S>> for Table<A>
where
    A: PluginTable,
    B: PluginTable,
    S: AliasSource<Target = Table<B>>,
    A::Plugin: SamePluginAs<B::Plugin>,
{
    type Count = Never;
}

impl<A: PluginTable> AppearsInFromClause<Table<A>> for NoFromClause {
    type Count = Never;
}
