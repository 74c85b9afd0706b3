//! The methods that add the clauses, under Diesel's names.

use diesel::expression::{AsExpression, Expression};
use diesel::internal::sql_functions::{IsAggregateFunction, IsWindowFunction};
use diesel::sql_types::Bool;

use self::types::{
    AggregateAll, AggregateDistinct, AggregateFilter, AggregateOrder, FrameBy, Over, PartitionBy,
    WindowFilter, WindowOrder,
};
use super::clause::{AddFilter, Frame, OpenWindow};
use super::{AggregateExpression, IntoAggregate, NoClause, clause};

/// Methods of aggregate functions.
pub trait AggregateExpressionMethods: Sized {
    /// Aggregates each value once.
    fn aggregate_distinct(self) -> AggregateDistinct<Self>
    where
        Self: IntoAggregate<Function: IsAggregateFunction, Window = NoClause>,
    {
        with_prefix(self, clause::Distinct)
    }

    /// Aggregates every value, which is what happens anyway.
    fn aggregate_all(self) -> AggregateAll<Self>
    where
        Self: IntoAggregate<Function: IsAggregateFunction, Window = NoClause>,
    {
        with_prefix(self, clause::All)
    }

    /// Aggregates only the rows for which the predicate holds.
    fn aggregate_filter<P>(self, predicate: P) -> AggregateFilter<Self, P>
    where
        P: AsExpression<Bool>,
        Self: IntoAggregate<Function: IsAggregateFunction, Filter: AddFilter<P::Expression>>,
    {
        with_filter(self, predicate.as_expression())
    }

    /// Says in which order the values are aggregated.
    fn aggregate_order<E>(self, order: E) -> AggregateOrder<Self, E>
    where
        E: Expression,
        Self: IntoAggregate<Function: IsAggregateFunction, Window = NoClause>,
    {
        let aggregate = self.into_aggregate();
        AggregateExpression {
            prefix: aggregate.prefix,
            function: aggregate.function,
            order: clause::OrderBy(order),
            filter: aggregate.filter,
            window: aggregate.window,
        }
    }
}

impl<T> AggregateExpressionMethods for T {}

/// Methods of window functions, and of aggregate functions over a window.
pub trait WindowExpressionMethods: Sized {
    /// Adds `OVER ()`.
    fn over(self) -> Over<Self>
    where
        Self: IntoAggregate<
                Function: IsWindowFunction,
                Prefix = NoClause,
                Order = NoClause,
                Window = NoClause,
            >,
    {
        with_window(self, OpenWindow::open)
    }

    /// Looks only at the rows for which the predicate holds.
    fn window_filter<P>(self, predicate: P) -> WindowFilter<Self, P>
    where
        P: AsExpression<Bool>,
        Self: IntoAggregate<Function: IsAggregateFunction, Filter: AddFilter<P::Expression>>,
    {
        with_filter(self, predicate.as_expression())
    }

    /// Adds PARTITION BY.
    fn partition_by<E>(self, expression: E) -> PartitionBy<Self, E>
    where
        E: Expression,
        Self: Windowed,
    {
        with_window(self, |window| {
            let window = window.open();
            clause::Over {
                partition: clause::PartitionBy(expression),
                order: window.order,
                frame: window.frame,
            }
        })
    }

    /// Adds ORDER BY inside OVER.
    fn window_order<E>(self, expression: E) -> WindowOrder<Self, E>
    where
        E: Expression,
        Self: Windowed,
    {
        with_window(self, |window| {
            let window = window.open();
            clause::Over {
                partition: window.partition,
                order: clause::OrderBy(expression),
                frame: window.frame,
            }
        })
    }

    /// Says which rows around the current one are looked at.
    fn frame_by<F>(self, frame: F) -> FrameBy<Self, F>
    where
        Self: Windowed,
        F: Frame<<Self::Window as OpenWindow>::Order>,
    {
        with_window(self, |window| {
            let window = window.open();
            clause::Over {
                partition: window.partition,
                order: window.order,
                frame: clause::FrameBy(frame),
            }
        })
    }
}

impl<T> WindowExpressionMethods for T {}

/// A function that can have a window, or has one.
#[diagnostic::on_unimplemented(
    message = "this expression cannot have a window",
    label = "this is not a function that can have a window",
    note = "window functions can, and aggregate functions without DISTINCT, ALL and ORDER BY of their own"
)]
pub trait Windowed:
    IntoAggregate<Function: IsWindowFunction, Prefix = NoClause, Order = NoClause, Window: OpenWindow>
{
}

impl<A> Windowed for A where
    A: IntoAggregate<
            Function: IsWindowFunction,
            Prefix = NoClause,
            Order = NoClause,
            Window: OpenWindow,
        >
{
}

fn with_prefix<A: IntoAggregate, Prefix>(
    aggregate: A,
    prefix: Prefix,
) -> AggregateExpression<A::Function, Prefix, A::Order, A::Filter, A::Window> {
    let aggregate = aggregate.into_aggregate();
    AggregateExpression {
        prefix,
        function: aggregate.function,
        order: aggregate.order,
        filter: aggregate.filter,
        window: aggregate.window,
    }
}

type WithFilter<A, P> = AggregateExpression<
    <A as IntoAggregate>::Function,
    <A as IntoAggregate>::Prefix,
    <A as IntoAggregate>::Order,
    <<A as IntoAggregate>::Filter as AddFilter<P>>::Output,
    <A as IntoAggregate>::Window,
>;

fn with_filter<A, P>(aggregate: A, predicate: P) -> WithFilter<A, P>
where
    A: IntoAggregate<Filter: AddFilter<P>>,
{
    let aggregate = aggregate.into_aggregate();
    AggregateExpression {
        prefix: aggregate.prefix,
        function: aggregate.function,
        order: aggregate.order,
        filter: aggregate.filter.add_filter(predicate),
        window: aggregate.window,
    }
}

fn with_window<A: IntoAggregate, Window>(
    aggregate: A,
    change: impl FnOnce(A::Window) -> Window,
) -> AggregateExpression<A::Function, A::Prefix, A::Order, A::Filter, Window> {
    let aggregate = aggregate.into_aggregate();
    AggregateExpression {
        prefix: aggregate.prefix,
        function: aggregate.function,
        order: aggregate.order,
        filter: aggregate.filter,
        window: change(aggregate.window),
    }
}

/// What the methods return, under Diesel's names.
pub mod types {
    use diesel::dsl::AsExprOf;
    use diesel::sql_types::Bool;

    use super::super::clause::{self, AddFilter, OpenWindow};
    use super::super::{AggregateExpression, IntoAggregate, NoClause};

    type WithWindow<A, Window> = AggregateExpression<
        <A as IntoAggregate>::Function,
        NoClause,
        NoClause,
        <A as IntoAggregate>::Filter,
        Window,
    >;
    type PartitionOf<A> = <<A as IntoAggregate>::Window as OpenWindow>::Partition;
    type OrderOf<A> = <<A as IntoAggregate>::Window as OpenWindow>::Order;
    type FrameOf<A> = <<A as IntoAggregate>::Window as OpenWindow>::Frame;

    /// The type of `f.aggregate_distinct()`.
    pub type AggregateDistinct<A> = WithPrefix<A, clause::Distinct>;

    /// The type of `f.aggregate_all()`.
    pub type AggregateAll<A> = WithPrefix<A, clause::All>;

    type WithPrefix<A, Prefix> = AggregateExpression<
        <A as IntoAggregate>::Function,
        Prefix,
        <A as IntoAggregate>::Order,
        <A as IntoAggregate>::Filter,
        <A as IntoAggregate>::Window,
    >;

    /// The type of `f.aggregate_filter(predicate)`.
    pub type AggregateFilter<A, P> = AggregateExpression<
        <A as IntoAggregate>::Function,
        <A as IntoAggregate>::Prefix,
        <A as IntoAggregate>::Order,
        <<A as IntoAggregate>::Filter as AddFilter<AsExprOf<P, Bool>>>::Output,
        <A as IntoAggregate>::Window,
    >;

    /// The type of `f.aggregate_order(expression)`.
    pub type AggregateOrder<A, E> = AggregateExpression<
        <A as IntoAggregate>::Function,
        <A as IntoAggregate>::Prefix,
        clause::OrderBy<E>,
        <A as IntoAggregate>::Filter,
        <A as IntoAggregate>::Window,
    >;

    /// The type of `f.over()`.
    pub type Over<A> = WithWindow<A, clause::Over>;

    /// The type of `f.window_filter(predicate)`.
    pub type WindowFilter<A, P> = AggregateFilter<A, P>;

    /// The type of `f.partition_by(expression)`.
    pub type PartitionBy<A, E> =
        WithWindow<A, clause::Over<clause::PartitionBy<E>, OrderOf<A>, FrameOf<A>>>;

    /// The type of `f.window_order(expression)`.
    pub type WindowOrder<A, E> =
        WithWindow<A, clause::Over<PartitionOf<A>, clause::OrderBy<E>, FrameOf<A>>>;

    /// The type of `f.frame_by(frame)`.
    pub type FrameBy<A, F> =
        WithWindow<A, clause::Over<PartitionOf<A>, OrderOf<A>, clause::FrameBy<F>>>;
}
