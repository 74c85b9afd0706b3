//! The FROM clause for statements and expressions that have none.

use core::fmt;

use diesel::expression::{AppearsOnTable, Expression, SelectableExpression, ValidGrouping};
use diesel::expression::{expression_types::NotSelectable, is_aggregate};
use diesel::internal::table_macro::TablesampleMethod;
use diesel::query_builder::{Only, Tablesample};
use diesel::query_source::{Alias, AliasSource, AppearsInFromClause, Never, QuerySource};

use super::{PluginTable, Table};
use crate::marker::Invariant;
use crate::ownership::{OwnedSource, ReachableFrom, SealedSource};
use crate::plugin::Plugin;

/// A FROM clause without a table, in which only the tables of `P` are known.
///
/// `E: AppearsOnTable<TablesOf<P>>` makes Diesel walk `E` for us: a subselect at
/// any depth must name tables that it knows, and a bare column finds
/// none. It has no size and never becomes SQL.
pub struct TablesOf<P>(Invariant<P>);

impl<P> Clone for TablesOf<P> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<P> Copy for TablesOf<P> {}

impl<P> fmt::Debug for TablesOf<P> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("TablesOf")
    }
}

impl<P: Plugin> OwnedSource for TablesOf<P> {
    type Owner = P;
}

impl<P> SealedSource for TablesOf<P> {}

/// The columns of [`TablesOf`]: none.
#[derive(Debug, Clone, Copy)]
pub struct NoColumns;

impl Expression for NoColumns {
    type SqlType = NotSelectable;
}

impl<QS> AppearsOnTable<QS> for NoColumns {}
impl<QS> SelectableExpression<QS> for NoColumns {}

impl<G> ValidGrouping<G> for NoColumns {
    type IsAggregate = is_aggregate::Never;
}

impl<P> QuerySource for TablesOf<P> {
    type FromClause = Self;
    type DefaultSelection = NoColumns;

    fn from_clause(&self) -> Self::FromClause {
        *self
    }

    fn default_selection(&self) -> Self::DefaultSelection {
        NoColumns
    }
}

impl<P, T> AppearsInFromClause<Table<T>> for TablesOf<P>
where
    T: PluginTable,
    T::Plugin: ReachableFrom<P>,
{
    type Count = Never;
}

impl<P, S> AppearsInFromClause<Alias<S>> for TablesOf<P>
where
    S: AliasSource,
    S::Target: OwnedSource,
    <S::Target as OwnedSource>::Owner: ReachableFrom<P>,
{
    type Count = Never;
}

impl<P, S> AppearsInFromClause<Only<S>> for TablesOf<P>
where
    S: OwnedSource,
    S::Owner: ReachableFrom<P>,
{
    type Count = Never;
}

impl<P, S, M> AppearsInFromClause<Tablesample<S, M>> for TablesOf<P>
where
    M: TablesampleMethod,
    S: OwnedSource,
    S::Owner: ReachableFrom<P>,
{
    type Count = Never;
}
