//! UNION, INTERSECT and EXCEPT.
//!
//! Diesel lets any two queries of one SQL type be combined, and its type for
//! the result cannot be named outside Diesel. So this is the whole node again:
//! both sides must belong to the connection's plugin.

use core::marker::PhantomData;

use diesel::PgConnection;
use diesel::dsl::AsExprOf;
use diesel::expression::IntoSql;
use diesel::internal::table_macro::{FromClause, SelectStatement};
use diesel::pg::Pg;
use diesel::query_builder::{
    AsQuery, AstPass, LimitClause, LimitOffsetClause, NoLimitClause, NoOffsetClause, NoOrderClause,
    OffsetClause, OrderClause, Query, QueryFragment, QueryId, SelectQuery,
};
use diesel::query_dsl::methods::{LimitDsl, OffsetDsl};
use diesel::query_dsl::positional_order_dsl::{IntoPositionalOrderExpr, PositionalOrderDsl};
use diesel::query_source::{Alias, QuerySource};
use diesel::result::QueryResult;
use diesel::sql_types::BigInt;

use super::boxed::BoxedSelectStatement;
use super::plugin_query::PluginQuery;
use super::statement::Statement;
use crate::marker::Invariant;
use crate::table::{PluginTable, Table};

/// Two queries combined by a set operation.
#[derive(Debug, Clone, Copy)]
#[must_use = "queries are only executed when calling `load`, `get_result` or similar"]
pub struct Combination<
    Operator,
    Left,
    Right,
    Order = NoOrderClause,
    LimitOffset = LimitOffsetClause<NoLimitClause, NoOffsetClause>,
> {
    left: Left,
    right: Right,
    order: Order,
    limit_offset: LimitOffset,
    operator: Invariant<Operator>,
}

impl<Operator, Left, Right> Combination<Operator, Left, Right> {
    fn new(left: Left, right: Right) -> Self {
        Self {
            left,
            right,
            order: NoOrderClause,
            limit_offset: LimitOffsetClause {
                limit_clause: NoLimitClause,
                offset_clause: NoOffsetClause,
            },
            operator: PhantomData,
        }
    }
}

/// A set operation.
pub trait SetOperator: 'static {
    /// The SQL between the two queries.
    const SQL: &'static str;
}

/// A query that can be one side of a set operation: an explicit list.
pub trait Combinable {
    /// The query itself, for a table that is its select.
    type Query: Query;

    #[doc(hidden)]
    fn into_query(self) -> Self::Query;
}

macro_rules! combinable_as_itself {
    ($([$($parameter:tt)*] $query:ty;)+) => {$(
        impl<$($parameter)*> Combinable for $query
        where
            Self: Query,
        {
            type Query = Self;

            fn into_query(self) -> Self::Query {
                self
            }
        }
    )+};
}

combinable_as_itself! {
    [F: QuerySource, S, D, W, O, LOf, G, H, LC]
        SelectStatement<FromClause<F>, S, D, W, O, LOf, G, H, LC>;
    ['a, ST, QS, GB] BoxedSelectStatement<'a, ST, QS, Pg, GB>;
    [Operator, Left, Right, O, LOf] Combination<Operator, Left, Right, O, LOf>;
}

impl<T: PluginTable> Combinable for Table<T> {
    type Query = <Self as AsQuery>::Query;

    fn into_query(self) -> Self::Query {
        self.as_query()
    }
}

impl<S> Combinable for Alias<S>
where
    Self: AsQuery,
{
    type Query = <Self as AsQuery>::Query;

    fn into_query(self) -> Self::Query {
        self.as_query()
    }
}

/// Names the operators and writes the methods that use them.
macro_rules! set_operations {
    ($($(#[$doc:meta])* $operator:ident = $method:ident $sql:literal;)+) => {
        /// The operators.
        pub mod set_operator {
            $(
                #[doc = concat!("`", $sql, "`.")]
                #[derive(Debug, Clone, Copy)]
                pub struct $operator;

                impl super::SetOperator for $operator {
                    const SQL: &'static str = $sql;
                }
            )+
        }

        /// The set operations, under Diesel's names.
        pub trait CombineDsl: Combinable + Sized {
            $(
                $(#[$doc])*
                fn $method<Rhs>(
                    self,
                    rhs: Rhs,
                ) -> Combination<set_operator::$operator, <Self as Combinable>::Query, Rhs::Query>
                where
                    Rhs: Combinable,
                    Rhs::Query: Query<SqlType = <<Self as Combinable>::Query as Query>::SqlType>,
                {
                    Combination::new(self.into_query(), rhs.into_query())
                }
            )+
        }
    };
}

set_operations! {
    /// Rows of either query, without duplicates.
    Union = union "UNION";
    /// Rows of either query, with duplicates.
    UnionAll = union_all "UNION ALL";
    /// Rows of both queries, without duplicates.
    Intersect = intersect "INTERSECT";
    /// Rows of both queries, with duplicates.
    IntersectAll = intersect_all "INTERSECT ALL";
    /// Rows of the first query that are not of the second, without duplicates.
    Except = except "EXCEPT";
    /// Rows of the first query that are not of the second, with duplicates.
    ExceptAll = except_all "EXCEPT ALL";
}

impl<Q: Combinable> CombineDsl for Q {}

impl<Operator, Left, Right, O, LOf> Query for Combination<Operator, Left, Right, O, LOf>
where
    Left: Query,
    Right: Query<SqlType = Left::SqlType>,
{
    type SqlType = Left::SqlType;
}

impl<Operator, Left, Right, O, LOf> SelectQuery for Combination<Operator, Left, Right, O, LOf>
where
    Left: SelectQuery,
    Right: SelectQuery<SqlType = Left::SqlType>,
{
    type SqlType = Left::SqlType;
}

impl<Operator, Left, Right, O, LOf> QueryId for Combination<Operator, Left, Right, O, LOf>
where
    Operator: 'static,
    Left: QueryId,
    Right: QueryId,
    O: QueryId,
    LOf: QueryId,
{
    type QueryId = Combination<Operator, Left::QueryId, Right::QueryId, O::QueryId, LOf::QueryId>;

    const HAS_STATIC_QUERY_ID: bool = Left::HAS_STATIC_QUERY_ID
        && Right::HAS_STATIC_QUERY_ID
        && O::HAS_STATIC_QUERY_ID
        && LOf::HAS_STATIC_QUERY_ID;
}

impl<Operator, Left, Right, O, LOf> QueryFragment<Pg> for Combination<Operator, Left, Right, O, LOf>
where
    Operator: SetOperator,
    Left: QueryFragment<Pg>,
    Right: QueryFragment<Pg>,
    O: QueryFragment<Pg>,
    LOf: QueryFragment<Pg>,
{
    fn walk_ast<'b>(&'b self, mut out: AstPass<'_, 'b, Pg>) -> QueryResult<()> {
        out.push_sql("(");
        self.left.walk_ast(out.reborrow())?;
        out.push_sql(") ");
        out.push_sql(Operator::SQL);
        // Diesel writes the bare operators with a space behind, `ALL` included.
        out.push_sql(" (");
        self.right.walk_ast(out.reborrow())?;
        out.push_sql(")");
        self.order.walk_ast(out.reborrow())?;
        self.limit_offset.walk_ast(out)
    }
}

impl<Operator, Left, Right, O, LOf> diesel::RunQueryDsl<PgConnection>
    for Combination<Operator, Left, Right, O, LOf>
{
}

impl<Operator, Left, Right, O, LOf> Statement for Combination<Operator, Left, Right, O, LOf> {
    type Diesel = Self;

    fn into_diesel(self) -> Self::Diesel {
        self
    }
}

impl<P, Operator, Left, Right, O, LOf> PluginQuery<P> for Combination<Operator, Left, Right, O, LOf>
where
    Left: PluginQuery<P>,
    Right: PluginQuery<P>,
{
}

/// A bound `i64`, as Diesel writes limits.
type Number = AsExprOf<i64, BigInt>;

impl<Operator, Left, Right, O, L, Of> LimitDsl
    for Combination<Operator, Left, Right, O, LimitOffsetClause<L, Of>>
{
    type Output = Combination<Operator, Left, Right, O, LimitOffsetClause<LimitClause<Number>, Of>>;

    fn limit(self, limit: i64) -> Self::Output {
        Combination {
            left: self.left,
            right: self.right,
            order: self.order,
            limit_offset: LimitOffsetClause {
                limit_clause: LimitClause(limit.into_sql::<BigInt>()),
                offset_clause: self.limit_offset.offset_clause,
            },
            operator: PhantomData,
        }
    }
}

impl<Operator, Left, Right, O, L, Of> OffsetDsl
    for Combination<Operator, Left, Right, O, LimitOffsetClause<L, Of>>
{
    type Output = Combination<Operator, Left, Right, O, LimitOffsetClause<L, OffsetClause<Number>>>;

    fn offset(self, offset: i64) -> Self::Output {
        Combination {
            left: self.left,
            right: self.right,
            order: self.order,
            limit_offset: LimitOffsetClause {
                limit_clause: self.limit_offset.limit_clause,
                offset_clause: OffsetClause(offset.into_sql::<BigInt>()),
            },
            operator: PhantomData,
        }
    }
}

impl<Operator, Left, Right, O, LOf, Position> PositionalOrderDsl<Position>
    for Combination<Operator, Left, Right, O, LOf>
where
    Position: IntoPositionalOrderExpr,
{
    type Output = Combination<Operator, Left, Right, OrderClause<Position::Output>, LOf>;

    fn positional_order_by(self, position: Position) -> Self::Output {
        Combination {
            left: self.left,
            right: self.right,
            order: OrderClause(position.into_positional_expr()),
            limit_offset: self.limit_offset,
            operator: PhantomData,
        }
    }
}
