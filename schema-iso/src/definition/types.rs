//! Types that a plugin declares.

use crate::id::{PluginId, SchemaName};

/// An enum of a plugin, with its labels.
///
/// ```
/// use schema_iso::definition::TypeDefinition;
/// use schema_iso::id::PluginId;
///
/// const STATUS: TypeDefinition =
///     TypeDefinition::new(PluginId::literal("notes"), "status", &["draft", "live"]);
/// assert_eq!(STATUS.schema().as_str(), "plugin_notes");
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TypeDefinition {
    plugin: PluginId,
    name: &'static str,
    labels: &'static [&'static str],
}

impl TypeDefinition {
    /// An enum with its labels, in their order.
    #[must_use]
    pub const fn new(
        plugin: PluginId,
        name: &'static str,
        labels: &'static [&'static str],
    ) -> Self {
        Self {
            plugin,
            name,
            labels,
        }
    }

    /// The plugin that owns the type.
    #[must_use]
    pub const fn plugin(&self) -> PluginId {
        self.plugin
    }

    /// The schema of the type, which is its plugin's.
    #[must_use]
    pub const fn schema(&self) -> SchemaName {
        self.plugin.schema()
    }

    /// The name in the database.
    #[must_use]
    pub const fn name(&self) -> &'static str {
        self.name
    }

    /// The labels, in their order.
    #[must_use]
    pub const fn labels(&self) -> &'static [&'static str] {
        self.labels
    }
}
