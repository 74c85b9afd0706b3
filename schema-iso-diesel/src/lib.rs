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
//! [`SafeConnection`] is what it queries with, [`host`] boots it.

// A tuple of 128 columns takes as many steps of a macro.
#![cfg_attr(feature = "128-column-tables", recursion_limit = "512")]

mod aggregate;
mod appearance;
mod comparison;
mod curated;
mod function;
mod migrate;
mod ownership;
mod plugin;
mod query;
mod table;
mod tuple;
mod types;
mod withheld;

pub mod connection;
pub mod host;
#[cfg(feature = "testing")]
pub mod testing;

#[doc(hidden)]
pub mod __private;

#[doc(inline)]
pub use self::connection::{SafeConnection, TransactionBuilder};
#[doc(inline)]
pub use self::host::{PluginContext, PluginPool};
#[doc(inline)]
pub use self::plugin::Plugin;
#[doc(inline)]
pub use schema_iso_derive::{plugin, plugin_enum, plugin_functions, plugin_table, plugin_tables};

// From here on: Diesel, as a plugin sees it.

#[doc(hidden)]
pub use self::curated::internal;
#[doc(inline)]
pub use self::curated::{
    associations, backend, data_types, deserialize, dsl, expression, expression_methods,
    helper_types, insertable, pg, prelude, query_builder, query_dsl, query_source, result, row,
    serialize, sql_functions, sql_types, upsert,
};

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

pub use self::query::functions::{copy_from, copy_to, delete, insert_into, select, update};

// Names of Diesel that a plugin cannot have: each is an error that says why.

#[doc(hidden)]
pub use self::withheld::{Connection, PgConnection, r2d2, sql_query};
#[doc(hidden)]
pub use schema_iso_derive::{
    QueryableByName, declare_sql_function, define_sql_function, infix_operator, postfix_operator,
    prefix_operator, table,
};

pub use diesel::alias;
pub use diesel::deserialize::FromSqlRow;
pub use diesel::expression::AsExpression;
