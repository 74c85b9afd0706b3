//! Aggregate and window functions with more than arguments:
//! `count(…).aggregate_filter(…)`, `rank().partition_by(…)`.
//!
//! Diesel holds the arguments of such a function against FROM, but neither its
//! FILTER, nor its ORDER BY, nor its PARTITION BY: a subselect there could read
//! any table. Its node cannot be named outside Diesel, so this is the node
//! again, with all of it held against FROM (ISO-03).

mod clause;
mod function;
mod methods;

pub use self::methods::types;
pub use self::methods::{AggregateExpressionMethods, WindowExpressionMethods};

use diesel::expression::{AppearsOnTable, Expression, SelectableExpression, ValidGrouping};
use diesel::internal::sql_functions::{FunctionFragment, IsWindowFunction};
use diesel::pg::Pg;
use diesel::query_builder::{AstPass, QueryFragment, QueryId};
use diesel::result::QueryResult;

use self::clause::{HeldAgainst, NoClause, Over, WindowFor};
use self::function::IntoAggregate;

/// A call of an aggregate or window function, with the clauses inside and behind it.
#[derive(Debug, Clone, Copy)]
pub struct AggregateExpression<
    Function,
    Prefix = NoClause,
    Order = NoClause,
    Filter = NoClause,
    Window = NoClause,
> {
    prefix: Prefix,
    function: Function,
    order: Order,
    filter: Filter,
    window: Window,
}

impl<Function> AggregateExpression<Function> {
    fn new(function: Function) -> Self {
        Self {
            prefix: NoClause,
            function,
            order: NoClause,
            filter: NoClause,
            window: NoClause,
        }
    }
}

impl<Function, Prefix, Order, Filter, Window> QueryFragment<Pg>
    for AggregateExpression<Function, Prefix, Order, Filter, Window>
where
    Function: FunctionFragment<Pg>,
    Prefix: QueryFragment<Pg>,
    Order: QueryFragment<Pg>,
    Filter: QueryFragment<Pg>,
    Window: QueryFragment<Pg> + WindowFor<Function>,
{
    fn walk_ast<'b>(&'b self, mut out: AstPass<'_, 'b, Pg>) -> QueryResult<()> {
        out.push_sql(Function::FUNCTION_NAME);
        out.push_sql("(");
        self.prefix.walk_ast(out.reborrow())?;
        self.function.walk_arguments(out.reborrow())?;
        self.order.walk_ast(out.reborrow())?;
        out.push_sql(")");
        self.filter.walk_ast(out.reborrow())?;
        self.window.walk_ast(out)
    }
}

impl<Function, Prefix, Order, Filter, Window> QueryId
    for AggregateExpression<Function, Prefix, Order, Filter, Window>
where
    Function: QueryId,
    Prefix: QueryId,
    Order: QueryId,
    Filter: QueryId,
    Window: QueryId,
{
    type QueryId = AggregateExpression<
        Function::QueryId,
        Prefix::QueryId,
        Order::QueryId,
        Filter::QueryId,
        Window::QueryId,
    >;

    const HAS_STATIC_QUERY_ID: bool = Function::HAS_STATIC_QUERY_ID
        && Prefix::HAS_STATIC_QUERY_ID
        && Order::HAS_STATIC_QUERY_ID
        && Filter::HAS_STATIC_QUERY_ID
        && Window::HAS_STATIC_QUERY_ID;
    const IS_WINDOW_FUNCTION: bool = Function::IS_WINDOW_FUNCTION
        || Order::IS_WINDOW_FUNCTION
        || Filter::IS_WINDOW_FUNCTION
        || Window::IS_WINDOW_FUNCTION;
}

impl<Function, Prefix, Order, Filter, Window> Expression
    for AggregateExpression<Function, Prefix, Order, Filter, Window>
where
    Function: Expression,
{
    type SqlType = Function::SqlType;
}

impl<Function, Prefix, Order, Filter, Window, QS> AppearsOnTable<QS>
    for AggregateExpression<Function, Prefix, Order, Filter, Window>
where
    Function: AppearsOnTable<QS>,
    Order: HeldAgainst<QS>,
    Filter: HeldAgainst<QS>,
    Window: HeldAgainst<QS>,
{
}

impl<Function, Prefix, Order, Filter, Window, QS> SelectableExpression<QS>
    for AggregateExpression<Function, Prefix, Order, Filter, Window>
where
    Self: AppearsOnTable<QS>,
    Function: SelectableExpression<QS>,
{
}

impl<Function, Prefix, Order, Filter, G> ValidGrouping<G>
    for AggregateExpression<Function, Prefix, Order, Filter, NoClause>
where
    Function: ValidGrouping<G>,
{
    type IsAggregate = Function::IsAggregate;
}

// Over a window, an aggregate is as much of one as its arguments are.
impl<Function, Prefix, Order, Filter, Partition, WindowOrder, Frame, G> ValidGrouping<G>
    for AggregateExpression<Function, Prefix, Order, Filter, Over<Partition, WindowOrder, Frame>>
where
    Function: IsWindowFunction<ArgTypes: ValidGrouping<G>>,
{
    type IsAggregate = <Function::ArgTypes as ValidGrouping<G>>::IsAggregate;
}
