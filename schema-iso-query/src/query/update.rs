//! UPDATE.

use diesel::PgConnection;
use diesel::backend::Backend;
use diesel::dsl::{Filter, IntoBoxed};
use diesel::expression::{NonAggregate, SelectableExpression};
use diesel::pg::Pg;
use diesel::query_builder::{AsQuery, AstPass, QueryFragment, UpdateStatement as DieselUpdate};
use diesel::query_dsl::methods::{BoxedDsl, FilterDsl};
use diesel::query_source::QuerySource;
use diesel::result::QueryResult;

use super::changeset::{AssignedTo, Assignments};
use super::plugin_query::PluginQuery;
use super::returning::Returning;
use super::statement::Statement;
use super::target::{RowsToWrite, WrittenTable};
use crate::ownership::ReachableFrom;
use crate::table::{PluginTable, Table};

/// Creates an UPDATE of a table, of some of its rows, or of the row of a struct.
pub fn update<Target, Tab, W>(source: Target) -> UpdateStatement<DieselUpdate<Tab, W>>
where
    Target: RowsToWrite<Table = Tab, WhereClause = W>,
    Tab: QuerySource + WrittenTable,
{
    UpdateStatement(source.update())
}

/// An UPDATE.
///
/// It contains Diesel's statement, and has fewer methods to build it.
#[derive(Debug, Clone)]
#[must_use = "queries are only executed when calling `load`, `get_result` or similar"]
pub struct UpdateStatement<Inner>(Inner);

impl<T: PluginTable, W> UpdateStatement<DieselUpdate<Table<T>, W>> {
    /// Sets the assignments.
    pub fn set<V>(self, values: V) -> UpdateStatement<DieselUpdate<Table<T>, W, Assignments<V, T>>>
    where
        V: AssignedTo<T>,
        DieselUpdate<Table<T>, W, Assignments<V, T>>: AsQuery,
    {
        UpdateStatement(self.0.set(values.into_changeset()))
    }
}

impl<Inner> UpdateStatement<Inner> {
    /// Adds to the WHERE clause with AND.
    pub fn filter<Predicate>(
        self,
        predicate: Predicate,
    ) -> UpdateStatement<Filter<Inner, Predicate>>
    where
        Inner: FilterDsl<Predicate>,
    {
        UpdateStatement(FilterDsl::filter(self.0, predicate))
    }

    /// Boxes the WHERE clause, so that it can grow at run time.
    pub fn into_boxed<'a, DB>(self) -> UpdateStatement<IntoBoxed<'a, Inner, DB>>
    where
        DB: Backend,
        Inner: BoxedDsl<'a, DB>,
    {
        UpdateStatement(BoxedDsl::internal_into_boxed(self.0))
    }
}

impl<T: PluginTable, W, V> UpdateStatement<DieselUpdate<Table<T>, W, V>> {
    /// Sets the columns of the updated rows that are returned.
    pub fn returning<E>(
        self,
        returns: E,
    ) -> UpdateStatement<Returning<DieselUpdate<Table<T>, W, V>, E>>
    where
        E: SelectableExpression<Table<T>> + NonAggregate,
    {
        UpdateStatement(Returning::new(self.0, returns))
    }
}

impl<Inner: QueryFragment<Pg>> QueryFragment<Pg> for UpdateStatement<Inner> {
    fn walk_ast<'b>(&'b self, out: AstPass<'_, 'b, Pg>) -> QueryResult<()> {
        self.0.walk_ast(out)
    }
}

impl<Inner> Statement for UpdateStatement<Inner>
where
    Inner: diesel::RunQueryDsl<PgConnection>,
{
    type Diesel = Inner;

    fn into_diesel(self) -> Self::Diesel {
        self.0
    }
}

// `update` has checked that the table is written, and Diesel the WHERE clause and the assignments with it.
impl<T, W, V, P> PluginQuery<P> for UpdateStatement<DieselUpdate<Table<T>, W, V>>
where
    T: PluginTable,
    T::Plugin: ReachableFrom<P>,
{
}

// `returning` has checked `E` with the table.
impl<T, W, V, E, P> PluginQuery<P> for UpdateStatement<Returning<DieselUpdate<Table<T>, W, V>, E>>
where
    T: PluginTable,
    T::Plugin: ReachableFrom<P>,
{
}
