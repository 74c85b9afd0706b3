//! The clauses that an aggregate or window function can have.

use diesel::dsl::{And, FrameBetweenWithExclusion, FrameStartWithExclusion, frame};
use diesel::expression::{AppearsOnTable, AsExpression, Expression};
use diesel::internal::sql_functions::{self, OverClause, WindowFunctionFragment};
use diesel::pg::Pg;
use diesel::query_builder::{AstPass, QueryFragment, QueryId};
use diesel::result::QueryResult;
use diesel::sql_types::Bool;

/// The clause is not there.
#[derive(Debug, Clone, Copy)]
pub struct NoClause;

/// `DISTINCT`.
#[derive(Debug, Clone, Copy)]
pub struct Distinct;

/// `ALL`.
#[derive(Debug, Clone, Copy)]
pub struct All;

/// `ORDER BY expression`.
#[derive(Debug, Clone, Copy)]
pub struct OrderBy<E>(pub(super) E);

/// `FILTER (WHERE predicate)`.
#[derive(Debug, Clone, Copy)]
pub struct FilterBy<P>(P);

/// `PARTITION BY expression`.
#[derive(Debug, Clone, Copy)]
pub struct PartitionBy<E>(pub(super) E);

/// `ROWS BETWEEN …` and the like.
#[derive(Debug, Clone, Copy)]
pub struct FrameBy<F>(pub(super) F);

/// `OVER (partition order frame)`.
#[derive(Debug, Clone, Copy)]
pub struct Over<Partition = NoClause, Order = NoClause, Frame = NoClause> {
    pub(super) partition: Partition,
    pub(super) order: Order,
    pub(super) frame: Frame,
}

/// All expressions of a clause appear on the FROM clause `QS`.
pub trait HeldAgainst<QS> {}

impl<QS> HeldAgainst<QS> for NoClause {}
impl<E: AppearsOnTable<QS>, QS> HeldAgainst<QS> for OrderBy<E> {}
impl<P: AppearsOnTable<QS>, QS> HeldAgainst<QS> for FilterBy<P> {}
impl<E: AppearsOnTable<QS>, QS> HeldAgainst<QS> for PartitionBy<E> {}
// A frame has numbers and no expressions.
impl<Partition, Order, Frame, QS> HeldAgainst<QS> for Over<Partition, Order, Frame>
where
    Partition: HeldAgainst<QS>,
    Order: HeldAgainst<QS>,
{
}

// An empty text would be pushed into the SQL like any other, which costs as much as a short one.
impl QueryFragment<Pg> for NoClause {
    fn walk_ast<'b>(&'b self, _: AstPass<'_, 'b, Pg>) -> QueryResult<()> {
        Ok(())
    }
}

impl QueryId for NoClause {
    type QueryId = Self;

    const HAS_STATIC_QUERY_ID: bool = true;
}

macro_rules! written_as {
    ($($clause:ty, $sql:literal;)+) => {$(
        impl QueryFragment<Pg> for $clause {
            fn walk_ast<'b>(&'b self, mut out: AstPass<'_, 'b, Pg>) -> QueryResult<()> {
                out.push_sql($sql);
                Ok(())
            }
        }

        impl QueryId for $clause {
            type QueryId = Self;

            const HAS_STATIC_QUERY_ID: bool = true;
        }
    )+};
    ($($clause:ident: $($before:literal)? expression $($behind:literal)?;)+) => {$(
        impl<E: QueryFragment<Pg>> QueryFragment<Pg> for $clause<E> {
            fn walk_ast<'b>(&'b self, mut out: AstPass<'_, 'b, Pg>) -> QueryResult<()> {
                $(out.push_sql($before);)?
                self.0.walk_ast(out.reborrow())?;
                $(out.push_sql($behind);)?
                Ok(())
            }
        }

        impl<E: QueryId> QueryId for $clause<E> {
            type QueryId = $clause<E::QueryId>;

            const HAS_STATIC_QUERY_ID: bool = E::HAS_STATIC_QUERY_ID;
            const IS_WINDOW_FUNCTION: bool = E::IS_WINDOW_FUNCTION;
        }
    )+};
}

written_as! {
    Distinct, " DISTINCT ";
    All, " ALL ";
}

written_as! {
    OrderBy: " ORDER BY " expression;
    FilterBy: " FILTER ( WHERE " expression ")";
    PartitionBy: " PARTITION BY " expression;
    FrameBy: expression;
}

impl<Partition, Order, Frame> QueryFragment<Pg> for Over<Partition, Order, Frame>
where
    Partition: QueryFragment<Pg>,
    Order: QueryFragment<Pg>,
    Frame: QueryFragment<Pg>,
{
    fn walk_ast<'b>(&'b self, mut out: AstPass<'_, 'b, Pg>) -> QueryResult<()> {
        out.push_sql(" OVER (");
        self.partition.walk_ast(out.reborrow())?;
        self.order.walk_ast(out.reborrow())?;
        self.frame.walk_ast(out.reborrow())?;
        out.push_sql(")");
        Ok(())
    }
}

impl<Partition, Order, Frame> QueryId for Over<Partition, Order, Frame>
where
    Partition: QueryId,
    Order: QueryId,
    Frame: QueryId,
{
    type QueryId = Over<Partition::QueryId, Order::QueryId, Frame::QueryId>;

    const HAS_STATIC_QUERY_ID: bool =
        Partition::HAS_STATIC_QUERY_ID && Order::HAS_STATIC_QUERY_ID && Frame::HAS_STATIC_QUERY_ID;
    const IS_WINDOW_FUNCTION: bool = true;
}

/// A FILTER clause that can take one more predicate.
pub trait AddFilter<Predicate> {
    /// The clause with the predicate.
    type Output;

    #[doc(hidden)]
    fn add_filter(self, predicate: Predicate) -> Self::Output;
}

impl<P> AddFilter<P> for NoClause {
    type Output = FilterBy<P>;

    fn add_filter(self, predicate: P) -> Self::Output {
        FilterBy(predicate)
    }
}

impl<First, P> AddFilter<P> for FilterBy<First>
where
    First: Expression<SqlType = Bool>,
    P: AsExpression<Bool>,
    And<First, P, Bool>: Expression,
{
    type Output = FilterBy<And<First, P, Bool>>;

    fn add_filter(self, predicate: P) -> Self::Output {
        FilterBy(diesel::BoolExpressionMethods::and(self.0, predicate))
    }
}

/// OVER, or the place where it can stand.
pub trait OpenWindow {
    /// PARTITION BY.
    type Partition;
    /// ORDER BY.
    type Order;
    /// The frame.
    type Frame;

    #[doc(hidden)]
    fn open(self) -> Over<Self::Partition, Self::Order, Self::Frame>;
}

impl OpenWindow for NoClause {
    type Partition = Self;
    type Order = Self;
    type Frame = Self;

    fn open(self) -> Over {
        Over {
            partition: self,
            order: self,
            frame: self,
        }
    }
}

impl<Partition, Order, Frame> OpenWindow for Over<Partition, Order, Frame> {
    type Partition = Partition;
    type Order = Order;
    type Frame = Frame;

    fn open(self) -> Self {
        self
    }
}

/// An OVER clause that PostgreSQL takes behind the function `Function`.
pub trait WindowFor<Function> {}

impl<Function> WindowFor<Function> for NoClause {}
impl<Function, Partition, Order, Frame> WindowFor<Function> for Over<Partition, Order, Frame>
where
    Order: DieselOver,
    Order::Over: WindowFunctionFragment<Function, Pg>,
{
}

/// Diesel's OVER clause with an order or without: what it knows functions by.
pub trait DieselOver {
    /// The clause.
    type Over;
}

impl DieselOver for NoClause {
    type Over = OverClause;
}

impl<E> DieselOver for OrderBy<E> {
    type Over = OverClause<(), sql_functions::Order<(), true>>;
}

/// A frame that fits a window with the order `Order`.
pub trait Frame<Order> {}

impl<Kind, Start, Exclusion, Order> Frame<Order> for FrameStartWithExclusion<Kind, Start, Exclusion> where
    Kind: FrameKind<Order>
{
}

impl<Kind, Start, End, Exclusion, Order> Frame<Order>
    for FrameBetweenWithExclusion<Kind, Start, End, Exclusion>
where
    Kind: FrameKind<Order>,
{
}

/// What a frame counts.
#[diagnostic::on_unimplemented(
    message = "a frame of groups needs a window with an order",
    note = "call `.window_order(column)` first"
)]
pub trait FrameKind<Order> {}

impl<Order> FrameKind<Order> for frame::Rows {}
impl<Order> FrameKind<Order> for frame::Range {}
impl<E> FrameKind<OrderBy<E>> for frame::Groups {}
