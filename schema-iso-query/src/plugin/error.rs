//! The errors of connecting and of `init`.

use schema_iso::id::PluginId;

/// Why an `init` failed: whatever the plugin returns.
pub type InitError = Box<dyn std::error::Error + Send + Sync>;

/// Why there is no connection for a plugin.
///
/// ```
/// use schema_iso::PluginId;
/// use schema_iso_query::plugin::ConnectError;
///
/// let error = ConnectError::NotRegistered { plugin: PluginId::literal("notes") };
/// assert_eq!(error.to_string(), "the plugin `notes` is not registered with this host");
/// ```
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ConnectError {
    /// The host does not know the plugin.
    #[error("the plugin `{plugin}` is not registered with this host")]
    NotRegistered {
        /// The plugin.
        plugin: PluginId,
    },
    /// The pool has no connection to give: none is free, or none could be opened or prepared
    /// for the plugin.
    #[error("the pool has no connection for the plugin `{plugin}`")]
    Pool {
        /// The plugin.
        plugin: PluginId,
        /// The pool's reason, with all that PostgreSQL answers.
        source: Box<dyn std::error::Error + Send + Sync>,
    },
}
