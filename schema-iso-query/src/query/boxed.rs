//! Boxed selects.
//!
//! Diesel's `BoxedSelectStatement` is a valid subselect of every query, whatever tables it reads. So a
//! plugin never gets one: `into_boxed` returns this wrapper, which keeps the FROM clause in its type
//! and, as a subselect, must belong to the same plugin as the query around it.

use core::fmt;

use diesel::backend::Backend;
use diesel::expression::Expression;
use diesel::internal::table_macro::{BoxedSelectStatement as DieselBoxed, FromClause};
use diesel::pg::Pg;
use diesel::query_builder::{AstPass, Query, QueryFragment, QueryId, SelectQuery};
use diesel::query_dsl::{InternalJoinDsl, methods};
use diesel::query_source::{JoinTo, QuerySource};
use diesel::result::QueryResult;

use super::plugin_query::PluginQuery;
use super::statement::Statement;
use crate::marker::{Impossible, Possible};
use crate::ownership::{OwnedSource, ReachableFrom};

/// A select whose clauses are boxed, so that they can be added one by one at run time.
///
/// The parameters are Diesel's: the SQL type of the select clause, the FROM
/// clause, the backend and the GROUP BY clause.
#[must_use = "queries are only executed when calling `load`, `get_result` or similar"]
pub struct BoxedSelectStatement<'a, ST, QS, DB, GB = ()>(DieselBoxed<'a, ST, QS, DB, GB>);

impl<ST, QS, DB, GB> fmt::Debug for BoxedSelectStatement<'_, ST, QS, DB, GB> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("BoxedSelectStatement")
    }
}

/// Queries that can be boxed.
///
/// rustc leaves out the error of the trait that is implied, so there is one error.
#[diagnostic::on_unimplemented(
    message = "this query cannot be boxed",
    label = "this is not a query that is complete: what it selects, or its condition, does not fit the tables that it reads",
    note = "a query can read tables of one plugin only",
    note = "rule ISO-03, see https://docs.rs/schema-iso/latest/schema_iso/rules/iso_03/index.html"
)]
pub trait BoxedDsl<'a, DB>: CanBeBoxed<'a> {
    /// What `into_boxed` returns.
    type Output;

    #[doc(hidden)]
    fn internal_into_boxed(self) -> Self::Output;
}

impl<'a, Q, ST, F, DB, GB> BoxedDsl<'a, DB> for Q
where
    F: QuerySource,
    Q: CanBeBoxed<
            'a,
            Then: methods::BoxedDsl<'a, DB, Output = DieselBoxed<'a, ST, FromClause<F>, DB, GB>>,
        >,
{
    type Output = BoxedSelectStatement<'a, ST, FromClause<F>, DB, GB>;

    fn internal_into_boxed(self) -> Self::Output {
        BoxedSelectStatement(methods::BoxedDsl::internal_into_boxed(self.then()))
    }
}

/// A query whose clauses can be boxed, as far as that does not depend on the backend.
#[diagnostic::on_unimplemented(
    message = "this query cannot be boxed",
    label = "this is not a query that is complete: what it selects, or its condition, does not fit the tables that it reads",
    note = "a query can read tables of one plugin only",
    note = "rule ISO-03, see https://docs.rs/schema-iso/latest/schema_iso/rules/iso_03/index.html"
)]
pub trait CanBeBoxed<'a> {
    /// The query, for bounds on it that are checked only if it can be boxed.
    type Then;

    #[doc(hidden)]
    fn then(self) -> Self::Then;
}

impl<'a, Q> CanBeBoxed<'a> for Q
where
    Q: methods::BoxedDsl<'a, Pg>,
{
    type Then = Q;

    fn then(self) -> Q {
        self
    }
}

#[diagnostic::do_not_recommend]
impl<'a, Q> CanBeBoxed<'a> for Q
where
    Impossible<Q>: Possible,
{
    type Then = Q;

    fn then(self) -> Q {
        self
    }
}

impl<'a, ST, F, GB> Statement for BoxedSelectStatement<'a, ST, FromClause<F>, Pg, GB>
where
    F: QuerySource,
{
    type Diesel = DieselBoxed<'a, ST, FromClause<F>, Pg, GB>;

    fn into_diesel(self) -> Self::Diesel {
        self.0
    }
}

impl<ST, F, GB, P> PluginQuery<P> for BoxedSelectStatement<'_, ST, FromClause<F>, Pg, GB>
where
    F: QuerySource + OwnedSource,
    F::Owner: ReachableFrom<P>,
{
}

/// Diesel's methods that take an argument and leave the type as it is.
macro_rules! keeps_its_type {
    ($($dsl:ident :: $method:ident;)+) => {$(
        impl<'a, ST, QS, DB, GB, Argument> methods::$dsl<Argument>
            for BoxedSelectStatement<'a, ST, QS, DB, GB>
        where
            Argument: Expression,
            DieselBoxed<'a, ST, QS, DB, GB>:
                methods::$dsl<Argument, Output = DieselBoxed<'a, ST, QS, DB, GB>>,
        {
            type Output = Self;

            fn $method(self, argument: Argument) -> Self::Output {
                Self(methods::$dsl::$method(self.0, argument))
            }
        }
    )+};
}

keeps_its_type! {
    FilterDsl::filter;
    OrFilterDsl::or_filter;
    OrderDsl::order;
    ThenOrderDsl::then_order_by;
    HavingDsl::having;
}

impl<'a, ST, QS, DB, GB> methods::LimitDsl for BoxedSelectStatement<'a, ST, QS, DB, GB>
where
    DieselBoxed<'a, ST, QS, DB, GB>: methods::LimitDsl<Output = DieselBoxed<'a, ST, QS, DB, GB>>,
{
    type Output = Self;

    fn limit(self, limit: i64) -> Self::Output {
        Self(methods::LimitDsl::limit(self.0, limit))
    }
}

impl<'a, ST, QS, DB, GB> methods::OffsetDsl for BoxedSelectStatement<'a, ST, QS, DB, GB>
where
    DieselBoxed<'a, ST, QS, DB, GB>: methods::OffsetDsl<Output = DieselBoxed<'a, ST, QS, DB, GB>>,
{
    type Output = Self;

    fn offset(self, offset: i64) -> Self::Output {
        Self(methods::OffsetDsl::offset(self.0, offset))
    }
}

impl<'a, ST, QS, DB, GB> methods::DistinctDsl for BoxedSelectStatement<'a, ST, QS, DB, GB>
where
    DieselBoxed<'a, ST, QS, DB, GB>: methods::DistinctDsl<Output = DieselBoxed<'a, ST, QS, DB, GB>>,
{
    type Output = Self;

    fn distinct(self) -> Self::Output {
        Self(methods::DistinctDsl::distinct(self.0))
    }
}

impl<'a, ST, QS, DB, GB, Selection> methods::DistinctOnDsl<Selection>
    for BoxedSelectStatement<'a, ST, QS, DB, GB>
where
    DieselBoxed<'a, ST, QS, DB, GB>:
        methods::DistinctOnDsl<Selection, Output = DieselBoxed<'a, ST, QS, DB, GB>>,
{
    type Output = Self;

    fn distinct_on(self, selection: Selection) -> Self::Output {
        Self(methods::DistinctOnDsl::distinct_on(self.0, selection))
    }
}

impl<'a, ST, QS, DB, GB, Selection, NewST> methods::SelectDsl<Selection>
    for BoxedSelectStatement<'a, ST, QS, DB, GB>
where
    Selection: Expression<SqlType = NewST>,
    DieselBoxed<'a, ST, QS, DB, GB>:
        methods::SelectDsl<Selection, Output = DieselBoxed<'a, NewST, QS, DB, GB>>,
{
    type Output = BoxedSelectStatement<'a, NewST, QS, DB, GB>;

    fn select(self, selection: Selection) -> Self::Output {
        BoxedSelectStatement(methods::SelectDsl::select(self.0, selection))
    }
}

impl<'a, ST, QS, DB, GB, NewST> methods::SelectNullableDsl
    for BoxedSelectStatement<'a, ST, QS, DB, GB>
where
    DieselBoxed<'a, ST, QS, DB, GB>:
        methods::SelectNullableDsl<Output = DieselBoxed<'a, NewST, QS, DB>>,
{
    type Output = BoxedSelectStatement<'a, NewST, QS, DB>;

    fn nullable(self) -> Self::Output {
        BoxedSelectStatement(methods::SelectNullableDsl::nullable(self.0))
    }
}

impl<'a, ST, QS, DB, GB, Rhs, Kind, On, NewQS> InternalJoinDsl<Rhs, Kind, On>
    for BoxedSelectStatement<'a, ST, QS, DB, GB>
where
    DieselBoxed<'a, ST, QS, DB, GB>:
        InternalJoinDsl<Rhs, Kind, On, Output = DieselBoxed<'a, ST, NewQS, DB, GB>>,
{
    type Output = BoxedSelectStatement<'a, ST, NewQS, DB, GB>;

    fn join(self, rhs: Rhs, kind: Kind, on: On) -> Self::Output {
        BoxedSelectStatement(InternalJoinDsl::join(self.0, rhs, kind, on))
    }
}

impl<ST, QS, DB, Rhs> JoinTo<Rhs> for BoxedSelectStatement<'_, ST, FromClause<QS>, DB, ()>
where
    QS: JoinTo<Rhs> + QuerySource,
{
    type FromClause = <QS as JoinTo<Rhs>>::FromClause;
    type OnClause = QS::OnClause;

    fn join_target(rhs: Rhs) -> (Self::FromClause, Self::OnClause) {
        QS::join_target(rhs)
    }
}

impl<ST, QS, GB> QueryFragment<Pg> for BoxedSelectStatement<'_, ST, QS, Pg, GB>
where
    QS: QueryFragment<Pg>,
{
    fn walk_ast<'b>(&'b self, out: AstPass<'_, 'b, Pg>) -> QueryResult<()> {
        <DieselBoxed<'_, ST, QS, Pg, GB> as QueryFragment<Pg>>::walk_ast(&self.0, out)
    }
}

impl<ST, QS, DB, GB> QueryId for BoxedSelectStatement<'_, ST, QS, DB, GB> {
    type QueryId = ();

    const HAS_STATIC_QUERY_ID: bool = false;
}

impl<ST, QS, DB: Backend, GB> Query for BoxedSelectStatement<'_, ST, QS, DB, GB> {
    type SqlType = ST;
}

impl<ST, QS, DB: Backend, GB> SelectQuery for BoxedSelectStatement<'_, ST, QS, DB, GB> {
    type SqlType = ST;
}
