//! Why a plugin has no connection, or did not start.

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
    /// The pool has no connection to give.
    #[error("the pool has no connection for the plugin `{plugin}`")]
    Pool {
        /// The plugin.
        plugin: PluginId,
        /// The pool's reason.
        source: Box<dyn std::error::Error + Send + Sync>,
    },
    /// The connection could not be prepared for the plugin.
    #[error("could not prepare a connection for the plugin `{plugin}`")]
    Prepare {
        /// The plugin.
        plugin: PluginId,
        /// PostgreSQL's reason.
        source: diesel::result::Error,
    },
}
