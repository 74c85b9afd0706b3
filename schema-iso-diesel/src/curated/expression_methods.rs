//! The methods of expressions.

pub use diesel::expression_methods::{
    BoolExpressionMethods, EqAll, EscapeExpressionMethods, FrameBoundDsl, FrameClauseDsl,
    NullableExpressionMethods, PgAnyJsonExpressionMethods, PgArrayExpressionMethods,
    PgBinaryExpressionMethods, PgExpressionMethods, PgJsonbExpressionMethods,
    PgNetExpressionMethods, PgRangeExpressionMethods, PgSortExpressionMethods,
    PgTextExpressionMethods, PgTimestampExpressionMethods, PreferredBoolSqlType,
    TextExpressionMethods,
};
pub use schema_iso_query::aggregate::{AggregateExpressionMethods, WindowExpressionMethods};
pub use schema_iso_query::comparison::ExpressionMethods;
