//! `Declarations`: what a plugin's code declares, as its description says.

use serde::Deserialize;

/// The ids, migrations, tables and enums of a plugin.
///
/// A program that is compiled with the plugin prints them as JSON
/// ([`PluginMetadata::to_json`](schema_iso::plugin::PluginMetadata::to_json)).
///
/// ```
/// use cargo_schema_iso::declarations::Declarations;
///
/// let notes: Declarations = serde_json::from_str(r#"{"id":"notes","schema":"plugin_notes"}"#)?;
/// assert!(notes.tables.is_empty());
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
pub struct Declarations {
    /// The id.
    pub id: String,
    /// The schema, which follows from the id.
    pub schema: String,
    /// The crate that declares the plugin.
    #[serde(default)]
    pub crate_name: String,
    /// The plugins that must be there before this one.
    #[serde(default)]
    pub depends_on: Vec<String>,
    /// The shared schemas that the plugin needs.
    #[serde(default)]
    pub shared_schemas: Vec<String>,
    /// The migrations that are compiled in, in the order of their versions.
    #[serde(default)]
    pub migrations: Vec<MigrationDeclaration>,
    /// The tables.
    #[serde(default)]
    pub tables: Vec<TableDeclaration>,
    /// The enums.
    #[serde(default)]
    pub types: Vec<EnumDeclaration>,
}

/// A migration that is compiled into a plugin.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
pub struct MigrationDeclaration {
    /// The version.
    pub version: String,
    /// Where its text is, from the root of the crate.
    pub up_path: String,
}

/// What a declared table is in the database.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
#[non_exhaustive]
pub enum Kind {
    /// A table, which migrations make.
    #[default]
    Table,
    /// A view, whose text no struct has.
    View,
    /// What another plugin exports.
    Import,
}

/// A table.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
pub struct TableDeclaration {
    /// The name in the database.
    pub name: String,
    /// What it is.
    #[serde(default)]
    pub kind: Kind,
    /// Columns that the database has and the struct has not.
    #[serde(default)]
    pub ignored_columns: Vec<String>,
    /// The columns, in their order.
    #[serde(default)]
    pub columns: Vec<ColumnDeclaration>,
    /// The columns of the primary key.
    #[serde(default)]
    pub primary_key: Vec<String>,
    /// The references to other tables.
    #[serde(default)]
    pub foreign_keys: Vec<ForeignKeyDeclaration>,
    /// The columns of each unique key.
    #[serde(default)]
    pub unique_keys: Vec<Vec<String>>,
    /// The columns of each index.
    #[serde(default)]
    pub indexes: Vec<Vec<String>>,
}

/// A column.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
pub struct ColumnDeclaration {
    /// The name in the database.
    pub name: String,
    /// The schema of the type; none for PostgreSQL's own types.
    #[serde(default)]
    pub type_schema: Option<String>,
    /// The name of the type, as the catalogue spells it, or of the elements of an array.
    pub type_name: String,
    /// Whether this is an array.
    #[serde(default)]
    pub array: bool,
    /// Whether the column may be null.
    #[serde(default)]
    pub nullable: bool,
    /// The default, as SQL.
    #[serde(default)]
    pub default: Option<String>,
    /// The greatest length of a text.
    #[serde(default)]
    pub max_length: Option<i32>,
}

/// A reference to another table.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
pub struct ForeignKeyDeclaration {
    /// The referencing columns.
    pub columns: Vec<String>,
    /// The referenced table.
    pub table: String,
    /// The referenced columns.
    pub referenced_columns: Vec<String>,
    /// What a deletion of the referenced row does, in SQL.
    pub on_delete: String,
    /// What a change of the referenced key does, in SQL.
    pub on_update: String,
}

/// An enum.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
pub struct EnumDeclaration {
    /// The name in the database.
    pub name: String,
    /// The labels, in their order.
    pub labels: Vec<String>,
}
