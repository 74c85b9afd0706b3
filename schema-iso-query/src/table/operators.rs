//! `+ - * /` on columns whose SQL type has the operator.

use core::ops::{Add, Div, Mul, Sub};

use diesel::expression::{AsExpression, TypedExpressionType};
use diesel::internal::table_macro::ops;
use diesel::sql_types::{SqlType, ops as sql};

use super::{Column, PluginColumn};

macro_rules! operators {
    ($($operator:ident :: $method:ident;)+) => {$(
        impl<C, Rhs> $operator<Rhs> for Column<C>
        where
            C: PluginColumn,
            C::SqlType: sql::$operator,
            <C::SqlType as sql::$operator>::Rhs: SqlType + TypedExpressionType,
            Rhs: AsExpression<<C::SqlType as sql::$operator>::Rhs>,
        {
            type Output = ops::$operator<Self, Rhs::Expression>;

            fn $method(self, rhs: Rhs) -> Self::Output {
                ops::$operator::new(self, rhs.as_expression())
            }
        }
    )+};
}

operators! {
    Add::add;
    Sub::sub;
    Mul::mul;
    Div::div;
}
