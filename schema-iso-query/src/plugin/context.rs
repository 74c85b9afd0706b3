//! `PluginContext`: what a plugin gets from its host at start.

use core::fmt;

use schema_iso::id::PluginId;

#[cfg(feature = "async")]
use super::AsyncPluginPool;
use super::{ConnectError, InitError, Plugin, PluginPool};
use crate::connection::SafeConnection;

/// The argument of a plugin's `init`: the plugin's own part of the host.
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
    #[cfg(feature = "async")]
    async_pool: AsyncPluginPool<P>,
}

impl<P: Plugin> PluginContext<P> {
    pub(crate) fn new(pool: PluginPool<P>) -> Self {
        Self {
            pool,
            #[cfg(feature = "async")]
            async_pool: AsyncPluginPool::of_no_host(),
        }
    }

    #[cfg(feature = "async")]
    pub(crate) fn with_async_pool(mut self, async_pool: AsyncPluginPool<P>) -> Self {
        self.async_pool = async_pool;
        self
    }

    /// The async pool, to be kept. An `init` itself is synchronous, as are its connections.
    ///
    /// A host that is built without the feature `async` has none; then every
    /// [`get`](AsyncPluginPool::get) is an error that says so.
    #[cfg(feature = "async")]
    #[must_use]
    pub fn async_pool(&self) -> AsyncPluginPool<P> {
        self.async_pool.clone()
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

    /// Runs work in a transaction of its own, which is committed if the work returns `Ok`: what
    /// fails in the middle leaves nothing behind for the next boot to find.
    ///
    /// ```
    /// use schema_iso_query::plugin::{InitError, Plugin, PluginContext};
    ///
    /// fn init<P: Plugin>(context: &PluginContext<P>) -> Result<(), InitError> {
    ///     context.transaction(|connection| {
    ///         // Looks whether the first rows are there, and inserts them if not.
    ///         let _ = connection;
    ///         Ok(())
    ///     })
    /// }
    /// ```
    ///
    /// # Errors
    ///
    /// As [`PluginPool::get`] and [`SafeConnection::transaction`], and what the work returns.
    pub fn transaction<T>(
        &self,
        work: impl FnOnce(&mut SafeConnection<P>) -> Result<T, InitError>,
    ) -> Result<T, InitError> {
        self.connect()?.transaction(work)
    }
}

impl<P: Plugin> fmt::Debug for PluginContext<P> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("PluginContext").field(&self.id()).finish()
    }
}
