//! The description of a table: the only traits that a plugin crate implements to declare one;
//! `#[plugin_table]` implements them.
//!
//! An implementation by hand can describe a table of the crate's own plugin, and import what another
//! plugin exports, and nothing more: the schema comes from the id of the plugin or of the owner, and everything that Diesel needs is derived from these traits in
//! this crate, where the orphan rule lets no plugin implement anything.

use diesel::expression::TypedExpressionType;
use diesel::expression::{SelectableExpression, ValidGrouping};
use diesel::sql_types::{SingleValue, SqlType};
use schema_iso::definition::TableDefinition;

use super::{ColumnList, Table, TableSource};
use crate::ownership::Equal;
use crate::plugin::Plugin;

/// A row struct that describes a table; `#[plugin_table]` implements it.
#[diagnostic::on_unimplemented(
    message = "`{Self}` does not describe a table of a plugin",
    note = "put `#[plugin_table]` on the struct"
)]
pub trait PluginTable: Sized + 'static {
    /// The owner.
    type Plugin: Plugin;
    /// Where the table is: in the plugin's schema, or another plugin exports it.
    type Source: TableSource<Self>;
    /// The columns of the primary key: one column, or a tuple of them.
    type PrimaryKey: ColumnList + SelectableExpression<Table<Self>> + ValidGrouping<()> + Copy;
    /// All columns, as a tuple.
    ///
    /// It contains columns only, at least one: whether two tables can appear in one query is
    /// checked on columns, so a table without columns could appear with every other table.
    type AllColumns: ColumnList + SelectableExpression<Table<Self>> + ValidGrouping<()> + Copy;

    /// The table's name, without its schema. What is imported has the name of its module here, and
    /// the owner's name in the SQL.
    const NAME: &'static str;
    /// The primary key's columns.
    const PRIMARY_KEY: Self::PrimaryKey;
    /// All columns.
    const ALL_COLUMNS: Self::AllColumns;
    /// The whole definition of the table, for the comparison with the database (ISO-14).
    const DEFINITION: TableDefinition;
}

/// A table with its number, which no other table of the plugin has.
pub trait NumberedTable: PluginTable {
    /// The number, in digits.
    type Position;
}

/// A table that `plugin_tables!` lists.
///
/// `#[plugin_table]` asks for it once. Queries do not, so that a table that is not listed is one
/// error, and not one for each query.
#[diagnostic::on_unimplemented(
    message = "the table of `{Self}` is not listed in `plugin_tables!`",
    label = "this table is unknown to its plugin",
    note = "add it to the crate's `plugin_tables![…]`: that makes it usable in queries and known to the host"
)]
pub trait ListedTable: PluginTable {}

/// A plugin whose crate has a `plugin_tables!`.
#[diagnostic::on_unimplemented(
    message = "the plugin `{Self}` has tables, and lists none of them",
    label = "this table is unknown to its plugin",
    note = "help: add `plugin_tables![…]` to the crate, once, with the modules of all its tables: that makes them \
            known to the host"
)]
pub trait ListsTables {}

/// A column of a table; `#[plugin_table]` implements it on a marker type.
pub trait PluginColumn: Sized + 'static {
    /// The table's row struct.
    type Table: PluginTable;
    /// The SQL type.
    type SqlType: SqlType + SingleValue + TypedExpressionType;
    /// The number of the column within its table, in digits.
    type Position;
    /// `Yes` if the column is the whole primary key.
    type IsPrimaryKey: Equal;

    /// The column's name.
    const NAME: &'static str;
}
