//! DELETE.

use diesel::PgConnection;
use diesel::backend::Backend;
use diesel::dsl::{Filter, IntoBoxed, OrFilter};
use diesel::expression::{NonAggregate, SelectableExpression};
use diesel::pg::Pg;
use diesel::query_builder::{AstPass, DeleteStatement as DieselDelete, QueryFragment};
use diesel::query_dsl::methods::{BoxedDsl, FilterDsl, OrFilterDsl};
use diesel::query_source::QuerySource;
use diesel::result::QueryResult;

use super::plugin_query::PluginQuery;
use super::returning::Returning;
use super::statement::Statement;
use super::target::{RowsToWrite, WrittenTable};
use crate::ownership::ReachableFrom;
use crate::table::{PluginTable, Table};

/// Creates a DELETE of all rows of a table, of some of them, or of the row of a struct.
pub fn delete<Target, Tab, W>(source: Target) -> DeleteStatement<DieselDelete<Tab, W>>
where
    Target: RowsToWrite<Table = Tab, WhereClause = W>,
    Tab: QuerySource + WrittenTable,
{
    DeleteStatement(source.delete())
}

/// A DELETE.
///
/// It contains Diesel's statement, and has fewer methods to build it.
#[derive(Debug, Clone)]
#[must_use = "queries are only executed when calling `load`, `get_result` or similar"]
pub struct DeleteStatement<Inner>(Inner);

impl<Inner> DeleteStatement<Inner> {
    /// Adds to the WHERE clause with AND.
    pub fn filter<Predicate>(
        self,
        predicate: Predicate,
    ) -> DeleteStatement<Filter<Inner, Predicate>>
    where
        Inner: FilterDsl<Predicate>,
    {
        DeleteStatement(FilterDsl::filter(self.0, predicate))
    }

    /// Adds to the WHERE clause with OR.
    pub fn or_filter<Predicate>(
        self,
        predicate: Predicate,
    ) -> DeleteStatement<OrFilter<Inner, Predicate>>
    where
        Inner: OrFilterDsl<Predicate>,
    {
        DeleteStatement(OrFilterDsl::or_filter(self.0, predicate))
    }

    /// Boxes the WHERE clause, so that it can grow at run time.
    pub fn into_boxed<'a, DB>(self) -> DeleteStatement<IntoBoxed<'a, Inner, DB>>
    where
        DB: Backend,
        Inner: BoxedDsl<'a, DB>,
    {
        DeleteStatement(BoxedDsl::internal_into_boxed(self.0))
    }
}

impl<T: PluginTable, W> DeleteStatement<DieselDelete<Table<T>, W>> {
    /// Sets the columns of the deleted rows that are returned.
    pub fn returning<E>(
        self,
        returns: E,
    ) -> DeleteStatement<Returning<DieselDelete<Table<T>, W>, E>>
    where
        E: SelectableExpression<Table<T>> + NonAggregate,
    {
        DeleteStatement(Returning::new(self.0, returns))
    }
}

impl<Inner: QueryFragment<Pg>> QueryFragment<Pg> for DeleteStatement<Inner> {
    fn walk_ast<'b>(&'b self, out: AstPass<'_, 'b, Pg>) -> QueryResult<()> {
        self.0.walk_ast(out)
    }
}

impl<Inner> Statement for DeleteStatement<Inner>
where
    Inner: diesel::RunQueryDsl<PgConnection>,
{
    type Diesel = Inner;

    fn into_diesel(self) -> Self::Diesel {
        self.0
    }
}

// `delete` has checked that the table is written, and Diesel the WHERE clause with it.
impl<T, W, P> PluginQuery<P> for DeleteStatement<DieselDelete<Table<T>, W>>
where
    T: PluginTable,
    T::Plugin: ReachableFrom<P>,
{
}

// `returning` has checked `E` with the table.
impl<T, W, E, P> PluginQuery<P> for DeleteStatement<Returning<DieselDelete<Table<T>, W>, E>>
where
    T: PluginTable,
    T::Plugin: ReachableFrom<P>,
{
}
