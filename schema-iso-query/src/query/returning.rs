//! RETURNING of UPDATE and DELETE.
//!
//! Diesel checks the expression where the clause is added, and once more where the statement runs,
//! so that a column of another plugin would be two errors. Here it is checked once, by the method
//! that alone makes a [`Returning`].

use diesel::PgConnection;
use diesel::dsl::{Filter, IntoBoxed, OrFilter};
use diesel::expression::{Expression, NonAggregate};
use diesel::pg::Pg;
use diesel::query_builder::{
    AstPass, DeleteStatement as DieselDelete, Query, QueryFragment, QueryId, ReturningClause,
    UpdateStatement as DieselUpdate,
};
use diesel::query_dsl::methods::{BoxedDsl, FilterDsl, OrFilterDsl};
use diesel::result::QueryResult;

use crate::table::{PluginTable, Table};

/// Diesel's UPDATE or DELETE, with the columns of the rows that are returned.
#[derive(Debug, Clone)]
pub struct Returning<Inner, E> {
    statement: Inner,
    clause: ReturningClause<E>,
}

impl<Inner, E> Returning<Inner, E> {
    /// Adds the clause; `E` has been checked with the table.
    pub(super) fn new(statement: Inner, returns: E) -> Self {
        Self {
            statement,
            clause: ReturningClause(returns),
        }
    }

    fn map<Other>(self, change: impl FnOnce(Inner) -> Other) -> Returning<Other, E> {
        Returning {
            statement: change(self.statement),
            clause: self.clause,
        }
    }
}

impl<Inner, E, Predicate> FilterDsl<Predicate> for Returning<Inner, E>
where
    Inner: FilterDsl<Predicate>,
{
    type Output = Returning<Filter<Inner, Predicate>, E>;

    fn filter(self, predicate: Predicate) -> Self::Output {
        self.map(|statement| statement.filter(predicate))
    }
}

impl<Inner, E, Predicate> OrFilterDsl<Predicate> for Returning<Inner, E>
where
    Inner: OrFilterDsl<Predicate>,
{
    type Output = Returning<OrFilter<Inner, Predicate>, E>;

    fn or_filter(self, predicate: Predicate) -> Self::Output {
        self.map(|statement| statement.or_filter(predicate))
    }
}

impl<'a, Inner, E, DB> BoxedDsl<'a, DB> for Returning<Inner, E>
where
    Inner: BoxedDsl<'a, DB>,
{
    type Output = Returning<IntoBoxed<'a, Inner, DB>, E>;

    fn internal_into_boxed(self) -> Self::Output {
        self.map(BoxedDsl::internal_into_boxed)
    }
}

impl<Inner, E> QueryFragment<Pg> for Returning<Inner, E>
where
    Inner: QueryFragment<Pg>,
    ReturningClause<E>: QueryFragment<Pg>,
{
    fn walk_ast<'b>(&'b self, mut out: AstPass<'_, 'b, Pg>) -> QueryResult<()> {
        self.statement.walk_ast(out.reborrow())?;
        self.clause.walk_ast(out)
    }
}

impl<Inner: QueryId, E: QueryId> QueryId for Returning<Inner, E> {
    type QueryId = Returning<Inner::QueryId, E::QueryId>;

    const HAS_STATIC_QUERY_ID: bool = Inner::HAS_STATIC_QUERY_ID && E::HAS_STATIC_QUERY_ID;
}

impl<T, W, V, E> Query for Returning<DieselUpdate<Table<T>, W, V>, E>
where
    T: PluginTable,
    E: Expression + NonAggregate,
{
    type SqlType = E::SqlType;
}

impl<T, W, E> Query for Returning<DieselDelete<Table<T>, W>, E>
where
    T: PluginTable,
    E: Expression + NonAggregate,
{
    type SqlType = E::SqlType;
}

impl<Inner, E> diesel::RunQueryDsl<PgConnection> for Returning<Inner, E> {}
