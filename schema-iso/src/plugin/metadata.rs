//! `PluginMetadata`: the constant that `#[plugin]` generates.

use super::{EmbeddedMigration, InitMode};
use crate::definition::{TableDefinition, TypeDefinition};
use crate::id::{PluginId, SchemaName, SharedSchemaName};

/// Everything that the host knows of a plugin before it runs.
///
/// ```
/// use schema_iso::id::PluginId;
/// use schema_iso::plugin::PluginMetadata;
///
/// const AUTH: PluginId = PluginId::literal("auth");
/// const NOTES: PluginMetadata =
///     PluginMetadata::new(PluginId::literal("notes"), "notes", "1.2.3").with_depends_on(&[AUTH]);
///
/// assert_eq!(NOTES.schema().as_str(), "plugin_notes");
/// assert_eq!(NOTES.depends_on(), [AUTH]);
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PluginMetadata {
    id: PluginId,
    crate_name: &'static str,
    crate_version: &'static str,
    previous_ids: &'static [PluginId],
    depends_on: &'static [PluginId],
    shared_schemas: &'static [SharedSchemaName],
    migrations: &'static [EmbeddedMigration],
    tables: &'static [&'static TableDefinition],
    types: &'static [&'static TypeDefinition],
    init: InitMode,
}

impl PluginMetadata {
    /// A plugin without dependencies, migrations and tables.
    #[must_use]
    pub const fn new(id: PluginId, crate_name: &'static str, crate_version: &'static str) -> Self {
        Self {
            id,
            crate_name,
            crate_version,
            previous_ids: &[],
            depends_on: &[],
            shared_schemas: &[],
            migrations: &[],
            tables: &[],
            types: &[],
            init: InitMode::Alone,
        }
    }

    /// Sets the ids that the plugin had before, the latest first.
    #[must_use]
    pub const fn with_previous_ids(mut self, previous_ids: &'static [PluginId]) -> Self {
        self.previous_ids = previous_ids;
        self
    }

    /// Sets the plugins that must be there before this one.
    #[must_use]
    pub const fn with_depends_on(mut self, depends_on: &'static [PluginId]) -> Self {
        self.depends_on = depends_on;
        self
    }

    /// Sets the shared schemas that the plugin needs.
    #[must_use]
    pub const fn with_shared_schemas(
        mut self,
        shared_schemas: &'static [SharedSchemaName],
    ) -> Self {
        self.shared_schemas = shared_schemas;
        self
    }

    /// Sets the migrations, in the order of their versions.
    #[must_use]
    pub const fn with_migrations(mut self, migrations: &'static [EmbeddedMigration]) -> Self {
        self.migrations = migrations;
        self
    }

    /// Sets the tables.
    #[must_use]
    pub const fn with_tables(mut self, tables: &'static [&'static TableDefinition]) -> Self {
        self.tables = tables;
        self
    }

    /// Sets the types.
    #[must_use]
    pub const fn with_types(mut self, types: &'static [&'static TypeDefinition]) -> Self {
        self.types = types;
        self
    }

    /// Sets how the plugin's `init` runs beside that of other processes.
    #[must_use]
    pub const fn with_init(mut self, init: InitMode) -> Self {
        self.init = init;
        self
    }

    /// The id.
    #[must_use]
    pub const fn id(&self) -> PluginId {
        self.id
    }

    /// The schema, which follows from the id.
    #[must_use]
    pub const fn schema(&self) -> SchemaName {
        self.id.schema()
    }

    /// The name of the crate that declares the plugin.
    #[must_use]
    pub const fn crate_name(&self) -> &'static str {
        self.crate_name
    }

    /// The version of the crate that declares the plugin.
    #[must_use]
    pub const fn crate_version(&self) -> &'static str {
        self.crate_version
    }

    /// The ids that the plugin had before, the latest first.
    #[must_use]
    pub const fn previous_ids(&self) -> &'static [PluginId] {
        self.previous_ids
    }

    /// The plugins that must be there before this one.
    #[must_use]
    pub const fn depends_on(&self) -> &'static [PluginId] {
        self.depends_on
    }

    /// The shared schemas that the plugin needs.
    #[must_use]
    pub const fn shared_schemas(&self) -> &'static [SharedSchemaName] {
        self.shared_schemas
    }

    /// The migrations, in the order of their versions.
    #[must_use]
    pub const fn migrations(&self) -> &'static [EmbeddedMigration] {
        self.migrations
    }

    /// The tables.
    #[must_use]
    pub const fn tables(&self) -> &'static [&'static TableDefinition] {
        self.tables
    }

    /// The types.
    #[must_use]
    pub const fn types(&self) -> &'static [&'static TypeDefinition] {
        self.types
    }

    /// How the plugin's `init` runs beside that of other processes.
    #[must_use]
    pub const fn init(&self) -> InitMode {
        self.init
    }
}
