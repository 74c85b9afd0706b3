//! Queries inside queries: `exists(…)`, `.eq_any(…)`, `.single_value()`.
//!
//! Diesel checks a plain select by itself. This module checks the queries that Diesel would accept
//! unchecked (boxed ones), and those that are types of this crate (set operations).

use core::marker::PhantomData;

use diesel::expression::array_comparison::{AsInExpression, InExpression};
use diesel::expression::{
    AppearsOnTable, Expression, SelectableExpression, TypedExpressionType, ValidGrouping,
    is_aggregate,
};
use diesel::internal::table_macro::{FromClause, NoFromClause, SelectStatement, TablesampleMethod};
use diesel::pg::Pg;
use diesel::query_builder::{
    AsQuery, AstPass, Only, QueryFragment, QueryId, SelectQuery, Tablesample,
};
use diesel::query_dsl::methods;
use diesel::query_source::{Alias, QuerySource};
use diesel::result::QueryResult;
use diesel::sql_types::{Bool, IntoNullable, SqlType};

use super::boxed::BoxedSelectStatement;
use super::combine::Combination;
use crate::marker::Invariant;
use crate::ownership::{OwnedSource, SamePluginAs};
use crate::table::{PluginTable, Table};

/// A query that may stand inside a query whose FROM clause is `Outer`.
pub trait ValidSubselect<Outer> {}

/// What a subselect on tables of `Owner` may stand in.
pub trait Surrounds<Owner> {
    /// `T`, for bounds on `T` that are checked only if the subselect may stand here.
    type Then<T>;
}

// Inside a query with a FROM clause: one plugin owns both.
impl<Owner, Outer> Surrounds<Owner> for Outer
where
    Outer: OwnedSource,
    Owner: SamePluginAs<Outer::Owner>,
{
    type Then<T> = <Owner as SamePluginAs<Outer::Owner>>::Then<T>;
}

// Without FROM there is no owner to compare with; code that accepts an expression
// without FROM checks it with a `TablesOf`, which is an `OwnedSource`.
impl<Owner> Surrounds<Owner> for NoFromClause {
    type Then<T> = T;
}

// Diesel does this check; `EXISTS` is the way to use it. Diesel joins the two FROM clauses at the
// type level, so the owners are checked first, and nothing else if they are two plugins.
impl<F, S, D, W, O, LOf, G, H, LC, Outer> ValidSubselect<Outer>
    for SelectStatement<FromClause<F>, S, D, W, O, LOf, G, H, LC>
where
    F: QuerySource + OwnedSource,
    Outer: Surrounds<F::Owner, Then<diesel::dsl::exists<Self>>: AppearsOnTable<Outer>>,
{
}

impl<ST, F, GB, Outer> ValidSubselect<Outer> for BoxedSelectStatement<'_, ST, FromClause<F>, Pg, GB>
where
    F: QuerySource + OwnedSource,
    Outer: Surrounds<F::Owner>,
{
}

impl<Operator, Left, Right, O, LOf, Outer> ValidSubselect<Outer>
    for Combination<Operator, Left, Right, O, LOf>
where
    Left: ValidSubselect<Outer>,
    Right: ValidSubselect<Outer>,
{
}

/// A query as an expression of the SQL type `ST`; `K` says what stands around it.
#[derive(Debug, Clone, Copy)]
pub struct Subselect<Q, ST, K> {
    query: Q,
    marker: Invariant<(ST, K)>,
}

impl<Q, ST, K> Subselect<Q, ST, K> {
    fn new(query: Q) -> Self {
        Self {
            query,
            marker: PhantomData,
        }
    }
}

/// What stands around a subselect.
pub trait Surroundings: 'static {
    /// The SQL before and behind it.
    const SQL: (&'static str, &'static str);
}

/// Nothing: Diesel's `IN` brings the parentheses.
#[derive(Debug, Clone, Copy)]
pub struct Bare;

/// Parentheses.
#[derive(Debug, Clone, Copy)]
pub struct InParentheses;

/// `EXISTS ( )`.
#[derive(Debug, Clone, Copy)]
pub struct InExists;

impl Surroundings for Bare {
    const SQL: (&'static str, &'static str) = ("", "");
}

impl Surroundings for InParentheses {
    const SQL: (&'static str, &'static str) = ("(", ")");
}

impl Surroundings for InExists {
    const SQL: (&'static str, &'static str) = ("EXISTS (", ")");
}

impl<Q, ST, K> Expression for Subselect<Q, ST, K>
where
    Q: SelectQuery,
    ST: SqlType + TypedExpressionType,
{
    type SqlType = ST;
}

impl<Q, ST: SqlType> InExpression for Subselect<Q, ST, Bare> {
    type SqlType = ST;

    fn is_empty(&self) -> bool {
        false
    }

    fn is_array(&self) -> bool {
        false
    }
}

impl<Q, ST, K, Outer> AppearsOnTable<Outer> for Subselect<Q, ST, K>
where
    Self: Expression,
    Q: ValidSubselect<Outer>,
{
}

impl<Q, ST, K, Outer> SelectableExpression<Outer> for Subselect<Q, ST, K> where
    Self: AppearsOnTable<Outer>
{
}

impl<Q, ST, K, G> ValidGrouping<G> for Subselect<Q, ST, K> {
    type IsAggregate = is_aggregate::Never;
}

impl<Q: QueryId, ST: 'static, K: 'static> QueryId for Subselect<Q, ST, K> {
    type QueryId = Subselect<Q::QueryId, ST, K>;

    const HAS_STATIC_QUERY_ID: bool = Q::HAS_STATIC_QUERY_ID;
}

impl<Q, ST, K> QueryFragment<Pg> for Subselect<Q, ST, K>
where
    Q: QueryFragment<Pg>,
    K: Surroundings,
{
    fn walk_ast<'b>(&'b self, mut out: AstPass<'_, 'b, Pg>) -> QueryResult<()> {
        out.push_sql(K::SQL.0);
        self.query.walk_ast(out.reborrow())?;
        out.push_sql(K::SQL.1);
        Ok(())
    }
}

/// Creates `EXISTS (query)`.
pub fn exists<Q>(query: Q) -> Exists<Q>
where
    Q: IntoExists,
{
    query.into_exists()
}

/// The type of [`exists`]`(query)`.
pub type Exists<Q> = <Q as IntoExists>::Exists;

/// A query that may stand inside another one: an explicit list.
#[diagnostic::on_unimplemented(
    message = "this query cannot be used as a subselect",
    label = "this is not a select on tables of the plugin",
    note = "a subselect is a select on tables of the plugin; a `select` without FROM can only be run",
    note = "rule ISO-03, see https://docs.rs/schema-iso/latest/schema_iso/rules/iso_03/index.html"
)]
pub trait IntoExists {
    /// `EXISTS (Self)`.
    type Exists;

    #[doc(hidden)]
    fn into_exists(self) -> Self::Exists;
}

/// A query whose one value can stand in an expression.
#[diagnostic::on_unimplemented(
    message = "this query cannot be used as a value",
    label = "this is not a select of one column from tables of the plugin",
    note = "`.single_value()` takes a select of one column from tables of the plugin; a `select` without FROM can only \
            be run",
    note = "rule ISO-03, see https://docs.rs/schema-iso/latest/schema_iso/rules/iso_03/index.html"
)]
pub trait SingleValueDsl {
    /// The expression, always nullable: there may be no row.
    type Output;

    #[doc(hidden)]
    fn single_value(self) -> Self::Output;
}

macro_rules! sources_that_exist {
    ($([$($parameter:tt)*] $source:ty;)+) => {$(
        impl<$($parameter)*> IntoExists for $source
        where
            Self: AsQuery,
        {
            type Exists = Subselect<<Self as AsQuery>::Query, Bool, InExists>;

            fn into_exists(self) -> Self::Exists {
                Subselect::new(self.as_query())
            }
        }
    )+};
}

sources_that_exist! {
    [T: PluginTable] Table<T>;
    [S] Alias<S>;
    [S] Only<S>;
    [S, M: TablesampleMethod] Tablesample<S, M>;
}

macro_rules! subselects {
    ($([$($parameter:tt)*] $query:ty;)+) => {$(
        impl<$($parameter)*> IntoExists for $query {
            type Exists = Subselect<Self, Bool, InExists>;

            fn into_exists(self) -> Self::Exists {
                Subselect::new(self)
            }
        }

        impl<$($parameter)*> SingleValueDsl for $query
        where
            Self: SelectQuery<SqlType: IntoNullable> + methods::LimitDsl,
        {
            type Output = Subselect<
                <Self as methods::LimitDsl>::Output,
                <<Self as SelectQuery>::SqlType as IntoNullable>::Nullable,
                InParentheses,
            >;

            fn single_value(self) -> Self::Output {
                Subselect::new(methods::LimitDsl::limit(self, 1))
            }
        }
    )+};
}

subselects! {
    [F: QuerySource, S, D, W, O, LOf, G, H, LC]
        SelectStatement<FromClause<F>, S, D, W, O, LOf, G, H, LC>;
    ['a, ST, QS, GB] BoxedSelectStatement<'a, ST, QS, Pg, GB>;
    [Operator, Left, Right, O, LOf] Combination<Operator, Left, Right, O, LOf>;
}

macro_rules! lists {
    ($([$($parameter:tt)*] $query:ty;)+) => {$(
        impl<$($parameter)*, InST> AsInExpression<InST> for $query
        where
            InST: SqlType + TypedExpressionType,
            Self: SelectQuery<SqlType = InST>,
        {
            type InExpression = Subselect<Self, InST, Bare>;

            fn as_in_expression(self) -> Self::InExpression {
                Subselect::new(self)
            }
        }
    )+};
}

lists! {
    ['a, ST, QS, GB] BoxedSelectStatement<'a, ST, QS, Pg, GB>;
    [Operator, Left, Right, O, LOf] Combination<Operator, Left, Right, O, LOf>;
}
