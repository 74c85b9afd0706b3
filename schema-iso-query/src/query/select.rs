//! `select` without FROM.

use core::marker::PhantomData;

use diesel::dsl::{Filter, Limit};
use diesel::expression::{AppearsOnTable, Expression};
use diesel::helper_types::select as DieselSelect;
use diesel::pg::Pg;
use diesel::query_builder::{AsQuery, AstPass, QueryFragment};
use diesel::query_dsl::methods::{FilterDsl, LimitDsl};
use diesel::result::QueryResult;

use super::plugin_query::PluginQuery;
use super::query_dsl::QueryDsl;
use super::statement::Statement;
use crate::marker::Invariant;
use crate::table::TablesOf;

/// Creates a SELECT without a FROM clause: `select(exists(items::table.filter(…)))`.
///
/// Diesel would let such a select stand anywhere, with anything inside. This
/// one can only be run, and every table inside is held against the connection.
pub fn select<E>(expression: E) -> FromlessSelect<E>
where
    E: Expression,
    DieselSelect<E>: AsQuery,
{
    FromlessSelect::new(diesel::select(expression))
}

/// The SELECT that [`select`] makes.
///
/// `E` is all that stands in it, as one expression; `Q` is Diesel's statement.
#[derive(Debug, Clone, Copy)]
#[must_use = "queries are only executed when calling `load`, `get_result` or similar"]
pub struct FromlessSelect<E, Q = DieselSelect<E>> {
    query: Q,
    expressions: Invariant<E>,
}

impl<E, Q> FromlessSelect<E, Q> {
    fn new(query: Q) -> Self {
        Self {
            query,
            expressions: PhantomData,
        }
    }
}

impl<E, Q> QueryDsl for FromlessSelect<E, Q> {}

impl<E, Q: LimitDsl> LimitDsl for FromlessSelect<E, Q> {
    type Output = FromlessSelect<E, Limit<Q>>;

    fn limit(self, limit: i64) -> Self::Output {
        FromlessSelect::new(LimitDsl::limit(self.query, limit))
    }
}

impl<E, Q, Predicate> FilterDsl<Predicate> for FromlessSelect<E, Q>
where
    Q: FilterDsl<Predicate>,
{
    type Output = FromlessSelect<(E, Predicate), Filter<Q, Predicate>>;

    fn filter(self, predicate: Predicate) -> Self::Output {
        FromlessSelect::new(FilterDsl::filter(self.query, predicate))
    }
}

impl<E, Q: QueryFragment<Pg>> QueryFragment<Pg> for FromlessSelect<E, Q> {
    fn walk_ast<'b>(&'b self, out: AstPass<'_, 'b, Pg>) -> QueryResult<()> {
        self.query.walk_ast(out)
    }
}

impl<E, Q> Statement for FromlessSelect<E, Q> {
    type Diesel = Q;

    fn into_diesel(self) -> Self::Diesel {
        self.query
    }
}

impl<E, Q, P> PluginQuery<P> for FromlessSelect<E, Q> where E: AppearsOnTable<TablesOf<P>> {}
