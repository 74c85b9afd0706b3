//! Expressions: their types and what they may be used for.
//!
//! Diesel's `KnownCastSqlTypeName` is not among them: its constant is written into
//! `CAST(… AS …)` as it stands, so whoever implements it writes raw SQL (ISO-04).

pub use diesel::expression::array_comparison::AsInExpression;
pub use diesel::expression::{
    AsExpression, BoxableExpression, CaseWhen, CastsTo, Expression, FallibleCastsTo, IntoSql,
    IsContainedInGroupBy, MixedAggregates, NonAggregate, Selectable, SelectableHelper,
    TypedExpressionType, ValidGrouping, expression_types, is_aggregate,
};
pub use schema_iso_query::appearance::{AppearsOnTable, SelectableExpression};
