//! What a plugin crate of Schema Iso depends on: the macros that declare a plugin, and the curated
//! Diesel, which the plugin crate sees under the name `diesel`.
//!
//! A plugin is a crate with an id, a PostgreSQL schema of its own and queries in plain Diesel; a
//! query that touches another plugin's tables does not compile.
//!
//! ```no_run,standalone_crate
//! # extern crate schema_iso_diesel as diesel; // elsewhere `#[plugin]` writes it
//! use diesel::prelude::*;
//! use schema_iso_diesel::{plugin, plugin_table, plugin_tables};
//!
//! #[plugin(id = "notes")] // with `migrations = "migrations"` if it has migrations
//! pub struct Notes;
//!
//! #[plugin_table]
//! pub struct Note {
//!     #[column(default = "nextval('notes_id_seq')")]
//!     pub id: i64,
//!     pub text: String,
//! }
//!
//! plugin_tables![notes];
//!
//! pub fn add(conn: &mut SafeConnection<Notes>, text: &str) -> QueryResult<Note> {
//!     diesel::insert_into(notes::table)
//!         .values(notes::text.eq(text))
//!         .returning(Note::as_returning())
//!         .get_result(conn)
//! }
//!
//! pub fn all(conn: &mut SafeConnection<Notes>) -> QueryResult<Vec<Note>> {
//!     notes::table.order(notes::id).select(Note::as_select()).load(conn)
//! }
//! # fn main() {}
//! ```
//!
//! Guide: the [README](https://github.com/schema-iso/schema-iso#readme). Rules:
//! [one page each](https://docs.rs/schema-iso/latest/schema_iso/rules/index.html).
//!
//! This crate has Diesel's modules and names, minus everything that would let a plugin leave its
//! schema: raw SQL, connections, `table!`, custom query fragments (ISO-04). The names are an
//! explicit list; [the page on the curated Diesel][curated] gives the reason for each name that is
//! kept, replaced or withheld.
//!
//! The names that are not Diesel's stand at the root: [`macro@plugin`], [`macro@plugin_table`],
//! [`macro@plugin_enum`], [`macro@plugin_functions`] and [`plugin_tables!`] declare a plugin, and
//! [`SafeConnection`] runs its queries. The host that runs plugins is in the crate
//! `schema-iso-host`, which a plugin can depend on in its tests only (ISO-04).
//!
//! [curated]: https://github.com/schema-iso/schema-iso/blob/main/docs/curated-diesel.md

mod curated;

#[doc(hidden)]
pub use schema_iso_query::expansion as __private;
#[doc(inline)]
pub use schema_iso_query::plugin::{ConnectError, InitError, Plugin, PluginContext, PluginPool};

#[doc(inline)]
pub use self::connection::{SafeConnection, TransactionBuilder};
#[doc(inline)]
pub use schema_iso_derive::{
    plugin, plugin_enum, plugin_functions, plugin_import, plugin_table, plugin_tables,
};

// From here on: Diesel, as a plugin sees it.

#[cfg(feature = "async")]
#[doc(inline)]
pub use self::curated::asynchronous;
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

// Names of Diesel that a plugin cannot have: each is an error that says why.

#[doc(hidden)]
pub use schema_iso_derive::{
    QueryableByName, declare_sql_function, define_sql_function, infix_operator, postfix_operator,
    prefix_operator, table,
};
#[doc(hidden)]
pub use schema_iso_query::withheld::{Connection, PgConnection, r2d2, sql_query};

pub use diesel::alias;
pub use diesel::deserialize::FromSqlRow;
pub use diesel::expression::AsExpression;
