//! Holding an expression that has no FROM against a plugin.

use core::fmt;

use diesel::expression::{AppearsOnTable, Expression, SelectableExpression, ValidGrouping};
use diesel::expression::{expression_types::NotSelectable, is_aggregate};
use diesel::internal::table_macro::TablesampleMethod;
use diesel::query_builder::{Only, Tablesample};
use diesel::query_source::{Alias, AliasSource, AppearsInFromClause, Never, QuerySource};

use crate::ownership::{Invariant, OwnedSource, ReachableFrom};
use crate::table::{PluginTable, Table};

/// A FROM clause without a table, in which only the tables of `P` are known.
///
/// `E: AppearsOnTable<Guard<P>>` makes Diesel walk `E` for us: a subselect at
/// any depth must name tables that the guard knows, and a bare column finds
/// none. It has no size and never becomes SQL.
pub struct Guard<P>(Invariant<P>);

impl<P> Clone for Guard<P> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<P> Copy for Guard<P> {}

impl<P> fmt::Debug for Guard<P> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("Guard")
    }
}

/// The columns of a guard: none.
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

impl<P> QuerySource for Guard<P> {
    type FromClause = Self;
    type DefaultSelection = NoColumns;

    fn from_clause(&self) -> Self::FromClause {
        *self
    }

    fn default_selection(&self) -> Self::DefaultSelection {
        NoColumns
    }
}

impl<P, T> AppearsInFromClause<Table<T>> for Guard<P>
where
    T: PluginTable,
    T::Plugin: ReachableFrom<P>,
{
    type Count = Never;
}

impl<P, S> AppearsInFromClause<Alias<S>> for Guard<P>
where
    S: AliasSource,
    S::Target: OwnedSource,
    <S::Target as OwnedSource>::Owner: ReachableFrom<P>,
{
    type Count = Never;
}

impl<P, S> AppearsInFromClause<Only<S>> for Guard<P>
where
    S: OwnedSource,
    S::Owner: ReachableFrom<P>,
{
    type Count = Never;
}

impl<P, S, M> AppearsInFromClause<Tablesample<S, M>> for Guard<P>
where
    M: TablesampleMethod,
    S: OwnedSource,
    S::Owner: ReachableFrom<P>,
{
    type Count = Never;
}
