//! Building and running queries.

pub use diesel::query_dsl::{BelongingToDsl, JoinOnDsl};
pub use schema_iso_query::query::{
    BoxedDsl, CombineDsl, LoadQuery, QueryDsl, RunQueryDsl, SaveChangesDsl,
};

/// `positional_order_by`, for set operations.
pub mod positional_order_dsl {
    pub use diesel::query_dsl::positional_order_dsl::{
        IntoPositionalOrderExpr, OrderColumn, PositionalOrderDsl,
    };
}

/// The methods of [`QueryDsl`] one by one, for the bounds of generic code.
pub mod methods {
    pub use diesel::query_dsl::methods::{
        DistinctDsl, DistinctOnDsl, FilterDsl, FindDsl, GroupByDsl, HavingDsl, LimitDsl, OffsetDsl,
        OrFilterDsl, OrderDsl, SelectDsl, SelectNullableDsl, ThenOrderDsl,
    };
    pub use schema_iso_query::query::{BoxedDsl, ExecuteDsl, LoadQuery};
}
