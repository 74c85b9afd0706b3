//! What a declared table is in the database, and who else may read it.

use crate::id::PluginId;

/// What a declared table is in the database.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
#[non_exhaustive]
pub enum RelationKind {
    /// A table in the plugin's schema.
    #[default]
    Table,
    /// A view or materialized view in the plugin's schema, which queries can only read.
    View,
    /// What another plugin exports, which queries can only read.
    Imported {
        /// The plugin that exports it.
        owner: PluginId,
    },
}

/// Which other plugins may import a table or view.
///
/// ```
/// use schema_iso::definition::Readers;
/// use schema_iso::id::PluginId;
///
/// const BILLING: PluginId = PluginId::literal("billing");
///
/// assert!(!Readers::Nobody.include(&BILLING));
/// assert!(Readers::Everybody.include(&BILLING));
/// assert!(Readers::Plugins(&[BILLING]).include(&BILLING));
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
#[non_exhaustive]
pub enum Readers {
    /// It is not exported.
    #[default]
    Nobody,
    /// Every plugin that depends on the owner.
    Everybody,
    /// The plugins of these ids, if they depend on the owner.
    Plugins(&'static [PluginId]),
}

impl Readers {
    /// Whether a plugin is among them.
    #[must_use]
    pub const fn include(&self, plugin: &PluginId) -> bool {
        match self {
            Self::Nobody => false,
            Self::Everybody => true,
            Self::Plugins(plugins) => {
                let mut at = 0;
                while at < plugins.len() {
                    if plugins[at].same_as(plugin) {
                        return true;
                    }
                    at += 1;
                }
                false
            }
        }
    }

    /// Whether there is none.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        match self {
            Self::Nobody => true,
            Self::Everybody => false,
            Self::Plugins(plugins) => plugins.is_empty(),
        }
    }
}
