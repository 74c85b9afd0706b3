//! What `#[plugin_table]` says about a table: the only traits that a plugin
//! crate implements to get one.
//!
//! Whatever is written here by hand can describe a table of the crate's own
//! plugin and nothing more: the schema comes from the plugin's id, and
//! everything that Diesel wants to know is derived from these traits in this
//! crate, where the orphan rule lets nobody else speak.

use diesel::expression::TypedExpressionType;
use diesel::expression::{SelectableExpression, ValidGrouping};
use diesel::sql_types::{SingleValue, SqlType};
use schema_iso::definition::TableDefinition;

use super::Table;
use crate::ownership::Equal;
use crate::plugin::Plugin;
use crate::query::ColumnList;

/// A row struct that describes a table; `#[plugin_table]` implements it.
#[diagnostic::on_unimplemented(
    message = "`{Self}` does not describe a table of a plugin",
    note = "put `#[plugin_table]` on the struct"
)]
pub trait PluginTable: Sized + 'static {
    /// The owner.
    type Plugin: Plugin;
    /// The columns of the primary key: one column, or a tuple of them.
    type PrimaryKey: ColumnList + SelectableExpression<Table<Self>> + ValidGrouping<()> + Copy;
    /// All columns, as a tuple.
    ///
    /// Columns and nothing else: whether two tables may meet is asked of them,
    /// so a table without would meet every other.
    type AllColumns: ColumnList + SelectableExpression<Table<Self>> + ValidGrouping<()> + Copy;

    /// The table's name, without its schema.
    const NAME: &'static str;
    /// The primary key's columns.
    const PRIMARY_KEY: Self::PrimaryKey;
    /// All columns.
    const ALL_COLUMNS: Self::AllColumns;
    /// All that is known of the table, for the drift check and the generator.
    const DEFINITION: TableDefinition;
}

/// A table with its number, by which it is told from the plugin's others.
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
