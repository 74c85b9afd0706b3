//! `IntoAggregate`: functions to which clauses such as FILTER and OVER can be added.

use diesel::internal::sql_functions::FunctionFragment;
use diesel::pg::Pg;

use super::{AggregateExpression, NoClause};

/// An aggregate or window function, or one that has clauses already.
#[diagnostic::on_unimplemented(
    message = "this expression is neither an aggregate function nor a window function",
    label = "this is not such a function",
    note = "only these take FILTER, ORDER BY, OVER and the like"
)]
pub trait IntoAggregate {
    /// The function.
    type Function;
    /// DISTINCT or ALL.
    type Prefix;
    /// ORDER BY.
    type Order;
    /// FILTER.
    type Filter;
    /// OVER.
    type Window;

    #[doc(hidden)]
    fn into_aggregate(
        self,
    ) -> AggregateExpression<Self::Function, Self::Prefix, Self::Order, Self::Filter, Self::Window>;
}

impl<F: FunctionFragment<Pg>> IntoAggregate for F {
    type Function = F;
    type Prefix = NoClause;
    type Order = NoClause;
    type Filter = NoClause;
    type Window = NoClause;

    fn into_aggregate(self) -> AggregateExpression<F> {
        AggregateExpression::new(self)
    }
}

impl<Function, Prefix, Order, Filter, Window> IntoAggregate
    for AggregateExpression<Function, Prefix, Order, Filter, Window>
{
    type Function = Function;
    type Prefix = Prefix;
    type Order = Order;
    type Filter = Filter;
    type Window = Window;

    fn into_aggregate(self) -> Self {
        self
    }
}
