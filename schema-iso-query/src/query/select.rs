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
use crate::marker::{Impossible, Invariant, Possible};
use crate::table::TablesOf;

/// Creates a SELECT without a FROM clause: `select(exists(items::table.filter(…)))`.
///
/// Diesel's select of this form is accepted in any query, with any table inside. This one can only
/// be run, and every table inside is checked with the connection.
pub fn select<E, S>(expression: E) -> S
where
    E: WithoutFrom<Select = S>,
{
    expression.select()
}

/// What can be selected without a FROM clause.
#[diagnostic::on_unimplemented(
    message = "this cannot be selected without a FROM clause",
    label = "this reads a column outside of a subselect, or tables of two plugins in one",
    note = "`select(…)` takes values, functions and subselects; a column is selected by `.select(…)` of its table",
    note = "rule ISO-03, see https://docs.rs/schema-iso/latest/schema_iso/rules/iso_03/index.html"
)]
pub trait WithoutFrom {
    /// The statement.
    type Select;

    #[doc(hidden)]
    fn select(self) -> Self::Select;
}

impl<E> WithoutFrom for E
where
    E: Expression,
    DieselSelect<E>: AsQuery,
{
    type Select = FromlessSelect<E>;

    fn select(self) -> Self::Select {
        FromlessSelect::new(diesel::select(self))
    }
}

#[diagnostic::do_not_recommend]
impl<E> WithoutFrom for E
where
    Impossible<E>: Possible,
{
    type Select = E;

    fn select(self) -> E {
        self
    }
}

/// The SELECT that [`select`] makes.
///
/// `E` is everything that is selected, as one expression; `Q` is Diesel's statement.
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
