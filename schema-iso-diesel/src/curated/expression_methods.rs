//! The methods of expressions.

pub use crate::aggregate::{AggregateExpressionMethods, WindowExpressionMethods};
pub use crate::comparison::ExpressionMethods;
pub use diesel::expression_methods::{
    BoolExpressionMethods, EqAll, EscapeExpressionMethods, FrameBoundDsl, FrameClauseDsl,
    NullableExpressionMethods, PgAnyJsonExpressionMethods, PgArrayExpressionMethods,
    PgBinaryExpressionMethods, PgExpressionMethods, PgJsonbExpressionMethods,
    PgNetExpressionMethods, PgRangeExpressionMethods, PgSortExpressionMethods,
    PgTextExpressionMethods, PgTimestampExpressionMethods, PreferredBoolSqlType,
    TextExpressionMethods,
};
