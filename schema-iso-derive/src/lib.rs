//! The macros of Schema Iso: `#[plugin]`, `#[plugin_table]`, `#[plugin_enum]`,
//! `#[plugin_functions]` and `plugin_tables!`.
//!
//! They turn a crate into a plugin: a module of an application with a PostgreSQL schema of its
//! own. Plugin crates use them through `schema-iso-diesel`, which re-exports them.
//!
//! ```no_run,standalone_crate
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
//! pub fn all(conn: &mut SafeConnection<Notes>) -> QueryResult<Vec<Note>> {
//!     notes::table.order(notes::id).select(Note::as_select()).load(conn)
//! }
//! # fn main() {}
//! ```
//!
//! Guide: the [README](https://github.com/schema-iso/schema-iso#readme). Rules:
//! [one page each](https://docs.rs/schema-iso/latest/schema_iso/rules/index.html).
//!
//! Each macro has three steps: *parse* reads the syntax, *check* collects all errors, and
//! *expand* cannot fail. The rules themselves, and the wording of their errors, are in the crate
//! `schema-iso`. The expansions implement the description traits of `schema-iso-query` on types
//! of the plugin crate. The structs to insert and to change a row have what Diesel's derives would
//! give them; the expansions implement no other trait of Diesel's.

mod attribute;
mod crate_root;
mod enumeration;
mod errors;
mod fallback;
mod function;
mod join;
mod manifest;
mod names;
mod plugin;
#[cfg(test)]
mod snapshot;
mod table;
mod tables;
#[macro_use]
mod withheld;

use proc_macro::TokenStream;

/// Makes the crate a plugin.
///
/// The attribute stands once in a crate, at the crate root, on a struct without parameters:
///
/// ```no_run,standalone_crate
/// use schema_iso_diesel::plugin;
///
/// #[plugin(id = "my-feature", previous_ids("old-feature"))]
/// pub struct MyFeature;
/// # fn main() {}
/// ```
///
/// From there on the name `diesel` means the curated Diesel in the whole crate. The files in
/// `tests/` and the examples in its documentation are crates of their own; where they need the
/// name they write `extern crate schema_iso_diesel as diesel;` themselves.
///
/// | argument | meaning |
/// | --- | --- |
/// | `id = "my-feature"` | the id (ISO-02), from which the schema `plugin_my_feature` follows |
/// | `previous_ids("old-feature")` | earlier ids of the plugin; their schema is renamed (ISO-09) |
/// | `depends_on(auth::Auth)` | plugins that must be registered; they boot before this one (ISO-10) |
/// | `migrations = "migrations"` | the directory of migrations, beside `Cargo.toml`; they are checked (ISO-06) and embedded |
/// | `shared_schemas("extensions")` | schemas that the host shares and that the migrations may name |
/// | `init` | the plugin has start-up work: `fn init(&self, context: &PluginContext<Self>) -> Result<(), E>`; one process at a time runs it (ISO-08) |
/// | `init(concurrent)` | the same, but all processes run it at once |
///
/// The struct may have fields: what the host hands over, and what the plugin keeps, such as
/// its pool for the functions that serve it.
///
/// ```no_run,standalone_crate
/// use std::sync::OnceLock;
///
/// use schema_iso_diesel::{ConnectError, PluginContext, PluginPool, SafeConnection, plugin};
///
/// #[plugin(id = "my-feature", init)]
/// #[derive(Default)]
/// pub struct MyFeature {
///     pub greeting: String,
///     pool: OnceLock<PluginPool<MyFeature>>,
/// }
///
/// impl MyFeature {
///     fn init(&self, context: &PluginContext<Self>) -> Result<(), ConnectError> {
///         self.pool.get_or_init(|| context.pool());
///         Ok(())
///     }
///
///     /// None before the host has initialized the plugin.
///     pub fn connect(&self) -> Option<Result<SafeConnection<Self>, ConnectError>> {
///         self.pool.get().map(PluginPool::get)
///     }
/// }
/// # fn main() {}
/// ```
///
/// The manifest is checked for dependencies that open another way to the database (ISO-04). If
/// there is a directory `migrations` beside `Cargo.toml` and no argument names it, a warning
/// says so.
///
/// # A new migration
///
/// Cargo builds the crate again when a migration changes, but it does not notice a *new*
/// directory. A `build.rs` with `println!("cargo::rerun-if-changed=migrations");` makes Cargo
/// notice it.
#[proc_macro_attribute]
pub fn plugin(arguments: TokenStream, item: TokenStream) -> TokenStream {
    plugin::plugin(
        arguments.into(),
        item.into(),
        &crate_root::CrateRoot::of_this_compilation(),
    )
    .into()
}

/// Declares a table of the plugin by the struct of its rows.
///
/// ```no_run,standalone_crate
/// # use schema_iso_diesel::{plugin, plugin_table, plugin_tables};
/// #
/// # #[plugin(id = "my-feature")]
/// # pub struct MyFeature;
/// #
/// # #[plugin_table]
/// # pub struct Group {
/// #     pub id: i64,
/// # }
/// #
/// #[plugin_table(insert = NewItem, changes = ItemChanges)]
/// #[derive(Debug, Clone)]
/// pub struct Item {
///     #[column(primary_key, default = "nextval('items_id_seq')")]
///     pub id: i64,
///     #[column(references = groups, on_delete = cascade)]
///     pub group_id: i64,
///     #[column(max_length = 80, unique)]
///     pub name: String,
///     pub description: Option<String>,
/// }
/// #
/// # plugin_tables![groups, items];
/// # fn main() {}
/// ```
///
/// The macro generates the module `items`, with the contents that Diesel's `table!` would
/// generate, and derives `Queryable`, `Selectable` and `Identifiable` for the struct. The struct
/// must stand in a module, not in a function.
///
/// | argument | meaning |
/// | --- | --- |
/// | `plugin = "my-feature"` | the owner; may be left out, since it is the crate's plugin (ISO-01) |
/// | `table = "items"` | the table's and the module's name; by default the struct's in snake case with an `s` |
/// | `insert = NewItem` | generates a struct to insert; columns with a default or an `Option` may stay `None` |
/// | `changes = ItemChanges` | generates a changeset without the primary key; a field that is `None` changes nothing |
/// | `ignore_columns(legacy)` | the database has these columns, too, and the program does not use them (ISO-14) |
/// | `view` | a view or materialized view, which queries can only read; it needs no primary key |
/// | `export` | other plugins may import it, under [`macro@plugin_import`], if they depend on this one |
/// | `export("billing")` | the plugins of these ids may |
///
/// Both derive the same of `Debug`, `Clone`, `PartialEq` and `Eq` that the struct derives below
/// the attribute. A changeset also implements `Default`. The struct to insert implements
/// `Default` if the row does, or if none of its fields is required. In a changeset, a nullable
/// column is an `Option` of an `Option`: `Some(None)` sets it to null.
///
/// | `#[column(…)]` | meaning |
/// | --- | --- |
/// | `primary_key` | the column is the primary key or part of it; by default the field `id` is |
/// | `name = "type"` | the column's name in the database; queries use the field's name |
/// | `sql_type = Jsonb` | the SQL type, where it does not follow from the Rust type |
/// | `default = "now()"` | the database has a default, so an insert may leave the column out |
/// | `max_length = 80` | the column is a `varchar(80)` |
/// | `unique`, `index` | the column has a unique key, an index |
/// | `references = groups` | the column is a foreign key to the primary key of a table of the same plugin, and joins need no ON clause |
/// | `references = groups(code)` | a foreign key to another column of that table |
/// | `on_delete = cascade`, `on_update = …` | `no_action`, `restrict`, `cascade`, `set_null` or `set_default` |
/// | `no_join` | the foreign key does not define the join, for instance because another one to the same table does |
///
/// The migrations create the table. Queries rely on what `#[column]` declares, and a host can
/// compare it with the database (ISO-14).
///
/// | Rust type | SQL type, unless `sql_type` names another |
/// | --- | --- |
/// | `bool`, `i16`, `i32`, `i64`, `f32`, `f64` | `Bool`, `SmallInt`, `Integer`, `BigInt`, `Float`, `Double` |
/// | `u32` | `Oid`; PostgreSQL has no other unsigned number |
/// | `String`, `Vec<u8>` | `Text`, `Binary` |
/// | `[u8; 6]`, `[u8; 8]` | `MacAddr`, `MacAddr8` |
/// | `uuid::Uuid`, `serde_json::Value`, `bigdecimal::BigDecimal` | `Uuid`, `Jsonb`, `Numeric` |
/// | `DateTime<…>`, `NaiveDateTime`, `NaiveDate`, `NaiveTime`, `Duration` of `chrono` | `Timestamptz`, `Timestamp`, `Date`, `Time`, `Interval` |
/// | `OffsetDateTime`, `PrimitiveDateTime`, `Date`, `Time` of `time` | `Timestamptz`, `Timestamp`, `Date`, `Time` |
/// | `std::time::SystemTime` | `Timestamp` |
/// | `ipnetwork::IpNetwork`, `ipnet::IpNet` | `Inet` |
/// | `PgDate`, `PgTime`, `PgTimestamp`, `PgInterval`, `PgMoney`, `PgNumeric`, `PgLsn` | the type of that name |
/// | an enum under [`macro@plugin_enum`] | its own |
/// | `Vec<T>`, `(Bound<T>, Bound<T>)`, `Option<T>` | `Array`, `Range`, `Nullable` of `T`'s |
///
/// Any other type needs `#[derive(AsExpression, FromSqlRow)]`, and its column needs `sql_type`.
///
/// If several columns of a table refer to the same other table, none of them defines the join,
/// unless all but one have `no_join`. A table that refers to itself has no such join.
#[proc_macro_attribute]
pub fn plugin_table(arguments: TokenStream, item: TokenStream) -> TokenStream {
    let root = crate_root::CrateRoot::of_this_compilation();
    table::plugin_table(arguments.into(), item.into(), &root).into()
}

/// Imports what another plugin exports, as a table of this plugin that can only be read (ISO-18).
///
/// The struct has the columns that this plugin uses. Each is compared with the owner's declaration
/// while compiling: its name, its SQL type, and whether it may be NULL. The plugin depends on the
/// owner, and `plugin_tables!` lists the import like a table.
///
/// ```text
/// #[plugin_import(from = auth::schema::user_cards)]
/// pub struct Maker {
///     #[column(primary_key)]
///     pub id: Uuid,
///     pub display_name: String,
/// }
///
/// plugin_tables![products, makers];
/// ```
///
/// It can be selected, joined, aliased and read by a subselect, like a table of the plugin itself.
/// It cannot be written or locked, no foreign key can reference it, and it cannot be exported
/// again. `joinable!` makes a join without an ON clause.
///
/// | argument | meaning |
/// | --- | --- |
/// | `from = auth::schema::user_cards` | the module of the owner's table or view, under `export` |
/// | `table = "makers"` | the module's name; by default the struct's in snake case with an `s` |
///
/// Of `#[column(…)]` it takes `primary_key`, `name` and `sql_type`.
#[proc_macro_attribute]
pub fn plugin_import(arguments: TokenStream, item: TokenStream) -> TokenStream {
    let root = crate_root::CrateRoot::of_this_compilation();
    table::plugin_import(arguments.into(), item.into(), &root).into()
}

/// Declares a PostgreSQL enum of the plugin by an enum without fields.
///
/// ```no_run,standalone_crate
/// # use schema_iso_diesel::{plugin, plugin_enum};
/// #
/// # #[plugin(id = "my-feature")]
/// # pub struct MyFeature;
/// #
/// #[plugin_enum]
/// #[derive(Debug, Clone, Copy, PartialEq, Eq)]
/// pub enum Status {
///     Draft,
///     #[label("on air")]
///     Live,
/// }
/// # fn main() {}
/// ```
///
/// | argument | meaning |
/// | --- | --- |
/// | `plugin = "my-feature"` | the owner; may be left out, since it is the crate's plugin (ISO-01) |
/// | `name = "status"` | the type's name; by default the enum's in snake case |
/// | `rename_all = "kebab-case"` | how labels follow from variants; by default `snake_case` |
///
/// The type is looked up with its schema (ISO-12). The enum must implement `Debug`, which Diesel
/// requires of all values.
#[proc_macro_attribute]
pub fn plugin_enum(arguments: TokenStream, item: TokenStream) -> TokenStream {
    let root = crate_root::CrateRoot::of_this_compilation();
    enumeration::plugin_enum(arguments.into(), item.into(), &root).into()
}

/// Declares SQL functions that the plugin's migrations create in its schema.
///
/// The macro replaces Diesel's `define_sql_function!`, which could name any function of the
/// database. In the SQL, the plugin's schema stands before the function's name.
///
/// ```no_run,standalone_crate
/// # use schema_iso_diesel::{plugin, plugin_functions, plugin_table, plugin_tables};
/// #
/// # #[plugin(id = "my-feature")]
/// # pub struct MyFeature;
/// #
/// # #[plugin_table]
/// # pub struct Item {
/// #     pub id: i64,
/// # }
/// #
/// # plugin_tables![items];
/// #
/// use diesel::prelude::*;
/// use diesel::sql_types::{BigInt, Double};
///
/// #[plugin_functions]
/// extern "SQL" {
///     /// How well an item sells.
///     fn score(item: BigInt) -> Double;
/// }
///
/// fn by_score(conn: &mut SafeConnection<MyFeature>) -> QueryResult<Vec<Item>> {
///     items::table.order(score(items::id).desc()).load(conn)
/// }
/// # fn main() {}
/// ```
///
/// | attribute | meaning |
/// | --- | --- |
/// | `#[sql_name = "score"]` | the function's name in the database; by default the one here |
#[proc_macro_attribute]
pub fn plugin_functions(arguments: TokenStream, item: TokenStream) -> TokenStream {
    let root = crate_root::CrateRoot::of_this_compilation();
    function::plugin_functions(&arguments.into(), item.into(), &root).into()
}

/// Lists the tables of the plugin, once in its crate.
///
/// A table that is listed can be queried, and can appear in one query with the others. The host
/// knows the listed tables and the enums of their columns. An entry is the path of the module
/// that `#[plugin_table]` generates.
///
/// ```no_run,standalone_crate
/// # use schema_iso_diesel::{plugin, plugin_table, plugin_tables};
/// #
/// # #[plugin(id = "my-feature")]
/// # pub struct MyFeature;
/// #
/// # #[plugin_table]
/// # pub struct Item {
/// #     pub id: i64,
/// # }
/// #
/// # pub mod billing {
/// #     #[schema_iso_diesel::plugin_table]
/// #     pub struct Invoice {
/// #         pub id: i64,
/// #     }
/// # }
/// #
/// plugin_tables![items, billing::invoices];
/// # fn main() {}
/// ```
#[proc_macro]
pub fn plugin_tables(tables: TokenStream) -> TokenStream {
    let root = crate_root::CrateRoot::of_this_compilation();
    tables::plugin_tables(tables.into(), &root).into()
}

/// Defines the join of two tables of the plugin, so that it needs no ON clause.
///
/// `#[column(references = …)]` does the same at the declaration of the column.
///
/// ```no_run,standalone_crate
/// # use schema_iso_diesel::{plugin, plugin_table, plugin_tables};
/// #
/// # #[plugin(id = "my-feature")]
/// # pub struct MyFeature;
/// #
/// # #[plugin_table]
/// # pub struct Group {
/// #     pub id: i64,
/// # }
/// #
/// # #[plugin_table]
/// # pub struct Item {
/// #     pub id: i64,
/// #     pub group_id: i64,
/// # }
/// #
/// # plugin_tables![groups, items];
/// #
/// diesel::joinable!(items -> groups (group_id));
/// # fn main() {}
/// ```
#[proc_macro]
pub fn joinable(relation: TokenStream) -> TokenStream {
    join::joinable(relation.into()).into()
}

/// Checks that tables belong to one plugin (ISO-03).
///
/// Diesel needs this macro before two tables can appear in one query. Here `plugin_tables!` is
/// enough; the macro exists for code that was written for plain Diesel.
#[proc_macro]
pub fn allow_tables_to_appear_in_same_query(tables: TokenStream) -> TokenStream {
    join::same_query(tables.into()).into()
}

/// Checks that columns belong to one plugin (ISO-03).
///
/// Diesel needs it for a GROUP BY over two tables. Here `plugin_tables!` is enough, as above.
#[proc_macro]
pub fn allow_columns_to_appear_in_same_group_by_clause(columns: TokenStream) -> TokenStream {
    join::same_group_by(columns.into()).into()
}

placeholders! {
    #[proc_macro] table(_) for "table!";
    #[proc_macro] define_sql_function(_) for "define_sql_function!";
    #[proc_macro] infix_operator(_) for "infix_operator!";
    #[proc_macro] postfix_operator(_) for "postfix_operator!";
    #[proc_macro] prefix_operator(_) for "prefix_operator!";
    #[proc_macro_attribute] declare_sql_function(_, _) for "#[declare_sql_function]";
    #[proc_macro_derive(SqlType, attributes(diesel))] derive_sql_type(_) for "#[derive(SqlType)]";
    #[proc_macro_derive(QueryId, attributes(diesel))] derive_query_id(_) for "#[derive(QueryId)]";
    #[proc_macro_derive(QueryableByName, attributes(diesel))] derive_queryable_by_name(_)
        for "#[derive(QueryableByName)]";
}
