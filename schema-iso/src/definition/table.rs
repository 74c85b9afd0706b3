//! Tables.

use super::{ColumnDefinition, ForeignKey, IndexDefinition, Readers, RelationKind, UniqueKey};
use crate::id::{PluginId, SchemaName};

/// A table or view of a plugin, or what the plugin imports from another one.
///
/// ```
/// use schema_iso::definition::{ColumnDefinition, SqlTypeName, TableDefinition};
/// use schema_iso::id::PluginId;
///
/// const ITEMS: TableDefinition = TableDefinition::new(PluginId::literal("notes"), "items")
///     .with_columns(&[
///         ColumnDefinition::new("id", SqlTypeName::new("int8")),
///         ColumnDefinition::new("title", SqlTypeName::new("text")).with_nullable(true),
///     ])
///     .with_primary_key(&["id"]);
///
/// assert_eq!(ITEMS.schema().as_str(), "plugin_notes");
/// assert!(ITEMS.column("title").is_some_and(|column| column.nullable()));
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TableDefinition {
    plugin: PluginId,
    name: &'static str,
    kind: RelationKind,
    readers: Readers,
    ignored_columns: &'static [&'static str],
    columns: &'static [ColumnDefinition],
    primary_key: &'static [&'static str],
    foreign_keys: &'static [ForeignKey],
    unique_keys: &'static [UniqueKey],
    indexes: &'static [IndexDefinition],
}

impl TableDefinition {
    /// A table without columns.
    #[must_use]
    pub const fn new(plugin: PluginId, name: &'static str) -> Self {
        Self {
            plugin,
            name,
            kind: RelationKind::Table,
            readers: Readers::Nobody,
            ignored_columns: &[],
            columns: &[],
            primary_key: &[],
            foreign_keys: &[],
            unique_keys: &[],
            indexes: &[],
        }
    }

    /// Sets what it is in the database.
    #[must_use]
    pub const fn with_kind(mut self, kind: RelationKind) -> Self {
        self.kind = kind;
        self
    }

    /// Sets which other plugins may import it.
    #[must_use]
    pub const fn with_readers(mut self, readers: Readers) -> Self {
        self.readers = readers;
        self
    }

    /// Names columns that the database has and the program does not use.
    #[must_use]
    pub const fn with_ignored_columns(mut self, columns: &'static [&'static str]) -> Self {
        self.ignored_columns = columns;
        self
    }

    /// Sets the columns, in the order of the declaration.
    #[must_use]
    pub const fn with_columns(mut self, columns: &'static [ColumnDefinition]) -> Self {
        self.columns = columns;
        self
    }

    /// Sets the columns of the primary key, in its order.
    #[must_use]
    pub const fn with_primary_key(mut self, primary_key: &'static [&'static str]) -> Self {
        self.primary_key = primary_key;
        self
    }

    /// Sets the references to other tables.
    #[must_use]
    pub const fn with_foreign_keys(mut self, foreign_keys: &'static [ForeignKey]) -> Self {
        self.foreign_keys = foreign_keys;
        self
    }

    /// Sets the unique keys.
    #[must_use]
    pub const fn with_unique_keys(mut self, unique_keys: &'static [UniqueKey]) -> Self {
        self.unique_keys = unique_keys;
        self
    }

    /// Sets the indexes.
    #[must_use]
    pub const fn with_indexes(mut self, indexes: &'static [IndexDefinition]) -> Self {
        self.indexes = indexes;
        self
    }

    /// The plugin that declares it.
    #[must_use]
    pub const fn plugin(&self) -> PluginId {
        self.plugin
    }

    /// The plugin in whose schema it is: the one that declares it, or the one that it is imported from.
    #[must_use]
    pub const fn owner(&self) -> PluginId {
        match self.kind {
            RelationKind::Imported { owner } => owner,
            _ => self.plugin,
        }
    }

    /// The schema, which is its owner's.
    #[must_use]
    pub const fn schema(&self) -> SchemaName {
        self.owner().schema()
    }

    /// What it is in the database.
    #[must_use]
    pub const fn kind(&self) -> RelationKind {
        self.kind
    }

    /// Which other plugins may import it.
    #[must_use]
    pub const fn readers(&self) -> Readers {
        self.readers
    }

    /// The name in the database.
    #[must_use]
    pub const fn name(&self) -> &'static str {
        self.name
    }

    /// The columns that the database has and the program does not use.
    #[must_use]
    pub const fn ignored_columns(&self) -> &'static [&'static str] {
        self.ignored_columns
    }

    /// The columns, in the order of the declaration.
    #[must_use]
    pub const fn columns(&self) -> &'static [ColumnDefinition] {
        self.columns
    }

    /// The column of a name.
    #[must_use]
    pub fn column(&self, name: &str) -> Option<&'static ColumnDefinition> {
        self.columns.iter().find(|column| column.name() == name)
    }

    /// The columns of the primary key, in its order.
    #[must_use]
    pub const fn primary_key(&self) -> &'static [&'static str] {
        self.primary_key
    }

    /// The references to other tables.
    #[must_use]
    pub const fn foreign_keys(&self) -> &'static [ForeignKey] {
        self.foreign_keys
    }

    /// The unique keys.
    #[must_use]
    pub const fn unique_keys(&self) -> &'static [UniqueKey] {
        self.unique_keys
    }

    /// The indexes.
    #[must_use]
    pub const fn indexes(&self) -> &'static [IndexDefinition] {
        self.indexes
    }
}
