//! What a plugin sees of its host.

use core::fmt;
use core::marker::PhantomData;
use std::sync::Arc;

use schema_iso::id::PluginId;

use super::checkout::Core;
use super::error::ConnectError;
use crate::connection::SafeConnection;
use crate::ownership::Invariant;
use crate::plugin::Plugin;

/// What a plugin's `init` gets: its own part of the host, and nobody else's.
///
/// ```
/// # extern crate schema_iso_diesel as diesel;
/// use schema_iso_diesel::host::{InitError, PluginContext, PluginPool};
/// use schema_iso_diesel::plugin;
/// use std::sync::OnceLock;
///
/// #[plugin(id = "notes", init)]
/// struct Notes;
///
/// static POOL: OnceLock<PluginPool<Notes>> = OnceLock::new();
///
/// impl Notes {
///     fn init(&self, context: &PluginContext<Self>) -> Result<(), InitError> {
///         let _connection = context.connect()?;
///         POOL.get_or_init(|| context.pool());
///         Ok(())
///     }
/// }
/// # fn main() {}
/// ```
pub struct PluginContext<P> {
    pool: PluginPool<P>,
}

impl<P: Plugin> PluginContext<P> {
    pub(super) fn new(core: &Arc<Core>) -> Self {
        Self {
            pool: PluginPool::new(core),
        }
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

/// The host's pool, as one plugin may use it; a clone is the same pool.
///
/// ```no_run
/// use schema_iso_diesel::host::{ConnectError, PluginPool};
/// use schema_iso_diesel::Plugin;
///
/// fn ready<P: Plugin>(pool: &PluginPool<P>) -> Result<(), ConnectError> {
///     let _connection = pool.get()?;
///     Ok(())
/// }
/// ```
pub struct PluginPool<P> {
    core: Arc<Core>,
    plugin: Invariant<P>,
}

impl<P: Plugin> PluginPool<P> {
    pub(super) fn new(core: &Arc<Core>) -> Self {
        Self {
            core: Arc::clone(core),
            plugin: PhantomData,
        }
    }

    /// Takes a connection of the plugin out of the pool, waiting for one if need be.
    ///
    /// It costs no round trip if the connection was last prepared for this plugin, and
    /// one if not. It goes back when it is dropped.
    ///
    /// # Errors
    ///
    /// [`ConnectError`] if the plugin is not registered; if no connection is free
    /// before the pool's time-out, or none can be opened; or if the connection cannot
    /// be prepared, for instance because the plugin's role is gone.
    pub fn get(&self) -> Result<SafeConnection<P>, ConnectError> {
        self.core.connect()
    }
}

impl<P> Clone for PluginPool<P> {
    fn clone(&self) -> Self {
        Self {
            core: Arc::clone(&self.core),
            plugin: PhantomData,
        }
    }
}

impl<P: Plugin> fmt::Debug for PluginPool<P> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("PluginPool")
            .field(&P::METADATA.id())
            .finish()
    }
}
