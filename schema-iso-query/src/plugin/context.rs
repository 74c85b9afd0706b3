//! What a plugin sees of its host.

use core::fmt;

use schema_iso::id::PluginId;

use super::{ConnectError, Plugin, PluginPool};
use crate::connection::SafeConnection;

/// What a plugin's `init` gets: its own part of the host, and nobody else's.
///
/// ```
/// use schema_iso::{PluginId, PluginMetadata};
/// use schema_iso_query::plugin::{InitError, Plugin, PluginContext, PluginPool};
/// use std::sync::OnceLock;
///
/// #[derive(Default)]
/// struct Notes {
///     pool: OnceLock<PluginPool<Notes>>,
/// }
///
/// # impl schema_iso_query::plugin::ManifestCheckedByMacro for Notes {}
/// impl Plugin for Notes {
///     const METADATA: PluginMetadata =
///         PluginMetadata::new(PluginId::literal("notes"), "notes", "1.0.0");
///
///     fn init(&self, context: &PluginContext<Self>) -> Result<(), InitError> {
///         let _connection = context.connect()?;
///         self.pool.get_or_init(|| context.pool());
///         Ok(())
///     }
/// }
/// ```
pub struct PluginContext<P> {
    pool: PluginPool<P>,
}

impl<P: Plugin> PluginContext<P> {
    pub(crate) fn new(pool: PluginPool<P>) -> Self {
        Self { pool }
    }

    /// The plugin's id.
    #[must_use]
    pub fn id(&self) -> PluginId {
        P::METADATA.id()
    }

    /// The pool, to be kept.
    #[must_use]
    pub fn pool(&self) -> PluginPool<P> {
        self.pool.clone()
    }

    /// A connection of the plugin.
    ///
    /// # Errors
    ///
    /// As [`PluginPool::get`].
    pub fn connect(&self) -> Result<SafeConnection<P>, ConnectError> {
        self.pool.get()
    }
}

impl<P: Plugin> fmt::Debug for PluginContext<P> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("PluginContext").field(&self.id()).finish()
    }
}
