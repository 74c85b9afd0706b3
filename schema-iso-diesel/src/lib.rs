//! The curated Diesel: what a plugin crate sees under the name `diesel`.
//!
//! The crate root looks like Diesel's, with Diesel's modules and names, minus
//! everything that would let a plugin leave its schema: no raw SQL, no
//! connections, no `table!`, no custom query fragments (ISO-04). It is an
//! explicit list; `docs/curated-diesel.md` gives the reason for each name that
//! is kept, replaced or withheld.
//!
//! What is not Diesel's stands beside it: [`macro@plugin`], [`macro@plugin_table`],
//! [`macro@plugin_enum`] and [`plugin_tables!`] declare a plugin,
//! [`SafeConnection`] is what it queries with. The host that boots it is a crate of its own,
//! `schema-iso-host`, on which no plugin can depend (ISO-04).

mod curated;

#[doc(hidden)]
pub use schema_iso_query::expansion as __private;
#[doc(inline)]
pub use schema_iso_query::plugin::{ConnectError, InitError, Plugin, PluginContext, PluginPool};

#[doc(inline)]
pub use self::connection::{SafeConnection, TransactionBuilder};
#[doc(inline)]
pub use schema_iso_derive::{plugin, plugin_enum, plugin_functions, plugin_table, plugin_tables};

// From here on: Diesel, as a plugin sees it.

#[doc(hidden)]
pub use self::curated::internal;
#[doc(inline)]
pub use self::curated::{
    associations, backend, connection, data_types, deserialize, dsl, expression,
    expression_methods, helper_types, insertable, pg, prelude, query_builder, query_dsl,
    query_source, result, row, serialize, sql_types, upsert,
};
#[doc(inline)]
pub use schema_iso_query::sql_functions;

pub use self::prelude::{
    AggregateExpressionMethods, AppearsOnTable, AsChangeset, Associations, BelongingToDsl,
    BoolExpressionMethods, BoxableExpression, Column, CombineDsl, ConnectionError,
    ConnectionResult, DecoratableTarget, EscapeExpressionMethods, ExecuteCopyFromDsl, Expression,
    ExpressionMethods, FrameBoundDsl, FrameClauseDsl, GroupedBy, HasQuery, Identifiable,
    Insertable, IntoSql, JoinOnDsl, NullableExpressionMethods, OptionalEmptyChangesetExtension,
    OptionalExtension, PgAnyJsonExpressionMethods, PgArrayExpressionMethods,
    PgBinaryExpressionMethods, PgExpressionMethods, PgJsonbExpressionMethods,
    PgNetExpressionMethods, PgRangeExpressionMethods, PgSortExpressionMethods,
    PgTextExpressionMethods, PgTimestampExpressionMethods, PreferredBoolSqlType, QueryDsl,
    QueryResult, QuerySource, Queryable, RunQueryDsl, SaveChangesDsl, Selectable,
    SelectableExpression, SelectableHelper, Table, TextExpressionMethods, WindowExpressionMethods,
    allow_columns_to_appear_in_same_group_by_clause, allow_tables_to_appear_in_same_query,
    joinable,
};

pub use self::query_builder::debug_query;
pub use self::result::Error::NotFound;

pub use schema_iso_query::query::functions::{
    copy_from, copy_to, delete, insert_into, select, update,
};

pub use diesel::alias;
pub use diesel::deserialize::FromSqlRow;
pub use diesel::expression::AsExpression;
