//! The items that the expansions of the macros name, and nothing else.
//!
//! They are not a public interface: plugin crates use them through `#[plugin]`, `#[plugin_table]`,
//! `#[plugin_enum]` and `plugin_tables!` only. None of them gives access to a connection, to raw SQL
//! or to another plugin.

mod collect;
mod compile_time_checks;
mod join;
mod label;

pub use diesel::deserialize::{FromSql, Result as DeserializeResult};
pub use diesel::pg::{Pg, PgValue};
pub use diesel::serialize::{Output, Result as SerializeResult, ToSql};
pub use diesel::sql_types::IntoNullable;

pub use schema_iso::definition::{
    ColumnDefinition, ForeignKey, IndexDefinition, Readers, ReferentialAction, RelationKind,
    SqlTypeName, TableDefinition, TypeDefinition, UniqueKey,
};
pub use schema_iso::id::{PluginId, SharedSchemaName};
pub use schema_iso::plugin::{EmbeddedMigration, InitMode, PluginMetadata};

pub use crate::function::{FunctionCall, NoArguments, PluginFunction};
pub use crate::ownership::{
    D0, D1, D2, D3, D4, D5, D6, D7, D8, D9, Da, Db, Dc, Dd, De, Df, End, No, Yes,
};
pub use crate::plugin::{InitError, ManifestCheckedByMacro, Plugin, PluginContext};
pub use crate::table::{
    Column, ExportList, Exporter, Imported, IsReferenced, ListedTable, ListsTables, NoExports,
    NumberedTable, Own, PluginColumn, PluginTable, References, Star, Table, View, expect_column,
    expect_dependency, expect_exported, expect_type,
};
pub use crate::types::{ColumnType, EnumType, NamedSqlType, PluginEnum};

/// What `items::BoxedQuery` is.
pub type BoxedQuery<'a, T, DB, ST> =
    crate::query::BoxedSelectStatement<'a, ST, diesel::internal::table_macro::FromClause<T>, DB>;

pub use self::collect::{NoTables, collect_types, count_types};
pub use self::compile_time_checks::{
    ColumnTypeIf, HasColumnType, HasDefault, HasList, NewRow, NoColumnType, NoInit, declared_for,
    known, listed_once, no_default, tables_of_one_plugin,
};
pub use self::join::{ForeignKeyEq, PrimaryKeyColumn, RowOf, foreign_key_eq};
pub use self::label::{unknown_label, write_label};

// A table with more columns names one of these, so that rustc says which feature is off.
#[cfg(feature = "32-column-tables")]
pub use self::compile_time_checks::needs_the_feature_32_column_tables;
#[cfg(feature = "64-column-tables")]
pub use self::compile_time_checks::needs_the_feature_64_column_tables;
#[cfg(feature = "128-column-tables")]
pub use self::compile_time_checks::needs_the_feature_128_column_tables;
