//! The macros of Schema Iso.
//!
//! Plugin crates reach them as parts of `schema-iso-diesel`. Each macro has three
//! steps: *parse* reads the syntax, *check* collects all errors, *expand* cannot
//! fail. What is right and wrong is said by the crate `schema-iso`; here it is
//! asked, and pointed at.
//!
//! What the macros emit implements the description traits of `schema-iso-diesel`
//! on types of the plugin crate, and no trait of Diesel's on anything.

mod attribute;
mod crate_root;
mod enumeration;
mod errors;
mod fallback;
mod function;
mod join;
mod names;
mod plugin;
#[cfg(test)]
mod snapshot;
mod table;
mod tables;
mod withheld;

use proc_macro::TokenStream;

/// Makes the crate a plugin.
///
/// It stands at the crate root, once, on a struct without fields:
///
/// ```ignore
/// #[plugin(id = "my-feature", migrations = "migrations")]
/// pub struct MyFeature;
/// ```
///
/// From there on the name `diesel` means the curated Diesel in the whole crate. The files in
/// `tests/` and the examples in its documentation are crates of their own; where they need the
/// name they write `extern crate schema_iso_diesel as diesel;` themselves.
///
/// | argument | says |
/// | --- | --- |
/// | `id = "my-feature"` | the id (ISO-02), from which the schema `plugin_my_feature` follows |
/// | `previous_ids("old-feature")` | ids under which the plugin was known; its schema is renamed |
/// | `depends_on(auth::Auth)` | plugins that must be registered, and start first |
/// | `migrations = "migrations"` | the directory of migrations, beside `Cargo.toml`; they are checked (ISO-06) and embedded |
/// | `shared_schemas("extensions")` | schemas of the host that the migrations may name |
/// | `init` | the plugin has work at start: `fn init(&self, context: &PluginContext<Self>) -> Result<(), E>` |
///
/// The manifest is checked for a second door to the database (ISO-04). Migrations beside
/// `Cargo.toml` that no argument names are warned about.
///
/// # A new migration
///
/// Cargo builds the crate again when a migration changes. It does not notice a
/// *new* directory before some other file changes; a `build.rs` with
/// `println!("cargo::rerun-if-changed=migrations");` makes it.
#[proc_macro_attribute]
pub fn plugin(arguments: TokenStream, item: TokenStream) -> TokenStream {
    plugin::plugin(
        arguments.into(),
        item.into(),
        &crate_root::CrateRoot::of_this_compilation(),
    )
    .into()
}

/// Makes a struct the row of a table of the plugin.
///
/// ```ignore
/// #[plugin_table(insert = NewItem, changes = ItemChanges)]
/// #[derive(Debug, Clone)]
/// pub struct Item {
///     #[column(primary_key, default = "gen_random_uuid()")]
///     pub id: Uuid,
///     #[column(references = groups, on_delete = cascade)]
///     pub group_id: i64,
///     #[column(max_length = 80, unique)]
///     pub name: String,
///     pub description: Option<String>,
/// }
/// ```
///
/// It emits the module `items`, shaped like that of Diesel's `table!`, and derives
/// `Queryable`, `Selectable` and `Identifiable`. The struct stands in a module, not
/// in a function.
///
/// | argument | says |
/// | --- | --- |
/// | `plugin = "my-feature"` | the owner; may be left out, since it is the crate's plugin (ISO-01) |
/// | `table = "items"` | the table's and the module's name; by default the struct's in snake case with an `s` |
/// | `insert = NewItem` | emits a struct to insert; columns with a default or an `Option` may stay `None` |
/// | `changes = ItemChanges` | emits a changeset without the primary key; what stays `None` is not changed |
///
/// Both get those of `Debug`, `Clone`, `PartialEq` and `Eq` that the struct derives below the
/// attribute. A changeset is also `Default`, and so is the struct to insert if the row is, or
/// if no field of it is required. In a changeset, a nullable column is an `Option` of an
/// `Option`: `Some(None)` sets it to null.
///
/// | `#[column(…)]` | says |
/// | --- | --- |
/// | `primary_key` | the column is the primary key or part of it; by default the field `id` is |
/// | `name = "type"` | the column's name in the database; queries go on to use the field's name |
/// | `sql_type = Jsonb` | the SQL type, where it does not follow from the Rust type |
/// | `default = "now()"` | the database has a default, so an insert may leave the column out |
/// | `max_length = 80` | the column is a `varchar(80)` |
/// | `unique`, `index` | the column has a unique key, an index |
/// | `references = groups` | it holds the primary key of a table of the same plugin, and joins need no ON clause |
/// | `references = groups(code)` | the same for another column |
/// | `on_delete = cascade`, `on_update = …` | `no_action`, `restrict`, `cascade`, `set_null` or `set_default` |
/// | `no_join` | the reference gives no join, for instance because another one to the same table does |
///
/// The migrations make the table; what `#[column]` says of it is what queries rely on and what
/// a host compares with the database, if it is told to (ISO-14).
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
/// Any other type has `#[derive(AsExpression, FromSqlRow)]` and a column with `sql_type`.
///
/// A table that refers to the same table with several columns gets a join from none
/// of them, unless all but one say `no_join`; a table that refers to itself gets none.
#[proc_macro_attribute]
pub fn plugin_table(arguments: TokenStream, item: TokenStream) -> TokenStream {
    let root = crate_root::CrateRoot::of_this_compilation();
    table::plugin_table(arguments.into(), item.into(), &root).into()
}

/// Makes an enum without fields a PostgreSQL enum of the plugin.
///
/// ```ignore
/// #[plugin_enum]
/// #[derive(Debug, Clone, Copy, PartialEq, Eq)]
/// pub enum Status {
///     Draft,
///     #[label("on air")]
///     Live,
/// }
/// ```
///
/// | argument | says |
/// | --- | --- |
/// | `plugin = "my-feature"` | the owner; may be left out, since it is the crate's plugin (ISO-01) |
/// | `name = "status"` | the type's name; by default the enum's in snake case |
/// | `rename_all = "kebab-case"` | how labels follow from variants; by default `snake_case` |
///
/// The type is looked up with its schema (ISO-12). The enum must be `Debug`, as
/// Diesel asks of all values.
#[proc_macro_attribute]
pub fn plugin_enum(arguments: TokenStream, item: TokenStream) -> TokenStream {
    let root = crate_root::CrateRoot::of_this_compilation();
    enumeration::plugin_enum(arguments.into(), item.into(), &root).into()
}

/// Declares SQL functions that the plugin's migrations make in its schema.
///
/// It takes the place of Diesel's `define_sql_function!`, which could name any
/// function of the database. A call writes the plugin's schema before the name.
///
/// ```ignore
/// use diesel::sql_types::{BigInt, Double};
///
/// #[plugin_functions]
/// extern "SQL" {
///     /// How well an item sells.
///     fn score(item: BigInt) -> Double;
/// }
///
/// items::table.order(score(items::id).desc()).load::<Item>(conn)?;
/// ```
///
/// | attribute | says |
/// | --- | --- |
/// | `#[sql_name = "score"]` | the function's name in the database; by default the one here |
#[proc_macro_attribute]
pub fn plugin_functions(arguments: TokenStream, item: TokenStream) -> TokenStream {
    function::plugin_functions(&arguments.into(), item.into()).into()
}

/// Lists the tables of the plugin, once in its crate.
///
/// Listed tables can be queried, may appear in one query, and are known to the
/// host; so are the enums of their columns. An entry is the module that
/// `#[plugin_table]` emits.
///
/// ```ignore
/// plugin_tables![items, groups, billing::invoices];
/// ```
#[proc_macro]
pub fn plugin_tables(tables: TokenStream) -> TokenStream {
    let root = crate_root::CrateRoot::of_this_compilation();
    tables::plugin_tables(tables.into(), &root).into()
}

/// Lets two tables of the plugin be joined without an ON clause.
///
/// `#[column(references = …)]` does the same where the column is declared.
///
/// ```ignore
/// joinable!(items -> groups (group_id));
/// ```
#[proc_macro]
pub fn joinable(relation: TokenStream) -> TokenStream {
    join::joinable(relation.into()).into()
}

/// Checks that tables are of one plugin (ISO-03).
///
/// Diesel needs this macro before two tables appear in one query. Here
/// `plugin_tables!` does that; the macro is kept for code that comes from Diesel.
#[proc_macro]
pub fn allow_tables_to_appear_in_same_query(tables: TokenStream) -> TokenStream {
    join::same_query(tables.into()).into()
}

/// Checks that columns are of one plugin (ISO-03).
///
/// Diesel needs this macro before columns of two tables appear in one GROUP BY.
/// Here `plugin_tables!` does that; the macro is kept for code that comes from Diesel.
#[proc_macro]
pub fn allow_columns_to_appear_in_same_group_by_clause(columns: TokenStream) -> TokenStream {
    join::same_group_by(columns.into()).into()
}

/// The names below, as their errors call them.
#[cfg(test)]
const WITHHELD: [&str; 9] = [
    "table!",
    "define_sql_function!",
    "#[declare_sql_function]",
    "infix_operator!",
    "postfix_operator!",
    "prefix_operator!",
    "#[derive(SqlType)]",
    "#[derive(QueryId)]",
    "#[derive(QueryableByName)]",
];

/// The placeholder for Diesel's `table!`: an error that says what to write instead.
#[doc(hidden)]
#[proc_macro]
pub fn table(_: TokenStream) -> TokenStream {
    withheld::withheld("table!").into()
}

/// The placeholder for Diesel's `define_sql_function!`: an error that says what to write instead.
#[doc(hidden)]
#[proc_macro]
pub fn define_sql_function(_: TokenStream) -> TokenStream {
    withheld::withheld("define_sql_function!").into()
}

/// The placeholder for Diesel's `infix_operator!`: an error that says what to write instead.
#[doc(hidden)]
#[proc_macro]
pub fn infix_operator(_: TokenStream) -> TokenStream {
    withheld::withheld("infix_operator!").into()
}

/// The placeholder for Diesel's `postfix_operator!`: an error that says what to write instead.
#[doc(hidden)]
#[proc_macro]
pub fn postfix_operator(_: TokenStream) -> TokenStream {
    withheld::withheld("postfix_operator!").into()
}

/// The placeholder for Diesel's `prefix_operator!`: an error that says what to write instead.
#[doc(hidden)]
#[proc_macro]
pub fn prefix_operator(_: TokenStream) -> TokenStream {
    withheld::withheld("prefix_operator!").into()
}

/// The placeholder for Diesel's `#[declare_sql_function]`: an error that says what to write instead.
#[doc(hidden)]
#[proc_macro_attribute]
pub fn declare_sql_function(_: TokenStream, _: TokenStream) -> TokenStream {
    withheld::withheld("#[declare_sql_function]").into()
}

/// The placeholder for Diesel's `#[derive(SqlType)]`: an error that says what to write instead.
#[doc(hidden)]
#[proc_macro_derive(SqlType, attributes(diesel))]
pub fn derive_sql_type(_: TokenStream) -> TokenStream {
    withheld::withheld("#[derive(SqlType)]").into()
}

/// The placeholder for Diesel's `#[derive(QueryId)]`: an error that says what to write instead.
#[doc(hidden)]
#[proc_macro_derive(QueryId, attributes(diesel))]
pub fn derive_query_id(_: TokenStream) -> TokenStream {
    withheld::withheld("#[derive(QueryId)]").into()
}

/// The placeholder for Diesel's `#[derive(QueryableByName)]`: an error that says what to write instead.
#[doc(hidden)]
#[proc_macro_derive(QueryableByName, attributes(diesel))]
pub fn derive_queryable_by_name(_: TokenStream) -> TokenStream {
    withheld::withheld("#[derive(QueryableByName)]").into()
}
