//! The items that a plugin imports with `use diesel::prelude::*`.

pub use schema_iso_query::aggregate::{AggregateExpressionMethods, WindowExpressionMethods};
pub use schema_iso_query::comparison::ExpressionMethods;
pub use schema_iso_query::connection::SafeConnection;
pub use schema_iso_query::expression_bounds::{AppearsOnTable, SelectableExpression};
pub use schema_iso_query::query::{
    AsChangeset, CombineDsl, DecoratableTarget, ExecuteCopyFromDsl, Insertable, QueryDsl,
    RunQueryDsl, SaveChangesDsl,
};
pub use schema_iso_query::table::bounds::{Column, QuerySource, Table};

pub use diesel_derives::{AsChangeset, Insertable};

pub use diesel::associations::{Associations, GroupedBy, Identifiable};
pub use diesel::deserialize::Queryable;
pub use diesel::expression::IntoSql as _;
pub use diesel::expression::{
    BoxableExpression, Expression, IntoSql, Selectable, SelectableHelper,
};
pub use diesel::expression_methods::{
    BoolExpressionMethods, EscapeExpressionMethods, FrameBoundDsl, FrameClauseDsl,
    NullableExpressionMethods, PgAnyJsonExpressionMethods, PgArrayExpressionMethods,
    PgBinaryExpressionMethods, PgExpressionMethods, PgJsonbExpressionMethods,
    PgNetExpressionMethods, PgRangeExpressionMethods, PgSortExpressionMethods,
    PgTextExpressionMethods, PgTimestampExpressionMethods, PreferredBoolSqlType,
    TextExpressionMethods,
};
pub use diesel::prelude::HasQuery;
pub use diesel::query_dsl::{BelongingToDsl, JoinOnDsl};
pub use diesel::query_source::SizeRestrictedColumn as _;
pub use diesel::result::{
    ConnectionError, ConnectionResult, OptionalEmptyChangesetExtension, OptionalExtension,
    QueryResult,
};

pub use schema_iso_derive::{
    allow_columns_to_appear_in_same_group_by_clause, allow_tables_to_appear_in_same_query, joinable,
};

// Names of Diesel that a plugin cannot have: each is an error that says why.

#[doc(hidden)]
pub use schema_iso_derive::{
    QueryableByName, declare_sql_function, define_sql_function, infix_operator, postfix_operator,
    prefix_operator, table,
};
#[doc(hidden)]
pub use schema_iso_query::withheld::{Connection, PgConnection};
