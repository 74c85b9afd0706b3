//! `PluginPool`: the host's pool, as one plugin may use it.

use core::any::TypeId;
use core::fmt;
use core::marker::PhantomData;
use std::sync::Arc;

use schema_iso::id::PluginId;

use super::{ConnectError, Plugin};
use crate::connection::{LentConnection, SafeConnection};
use crate::marker::Invariant;

/// The source of the connections of plugins; a host implements it.
pub trait ConnectionSource: Send + Sync {
    /// Takes a connection out of the pool, prepared for the plugin whose type is asked for.
    ///
    /// The type decides, not the id: a second type with a registered id gets no connection. The
    /// id is for errors.
    ///
    /// # Errors
    ///
    /// As [`PluginPool::get`].
    fn lend(
        &self,
        plugin: PluginId,
        plugin_type: TypeId,
    ) -> Result<Box<dyn LentConnection>, ConnectError>;
}

/// The host's pool, as one plugin may use it; a clone is the same pool.
///
/// ```no_run
/// use schema_iso_query::plugin::{ConnectError, Plugin, PluginPool};
///
/// fn ready<P: Plugin>(pool: &PluginPool<P>) -> Result<(), ConnectError> {
///     let _connection = pool.get()?;
///     Ok(())
/// }
/// ```
pub struct PluginPool<P> {
    source: Arc<dyn ConnectionSource>,
    plugin: Invariant<P>,
}

impl<P: Plugin> PluginPool<P> {
    pub(crate) fn new(source: Arc<dyn ConnectionSource>) -> Self {
        Self {
            source,
            plugin: PhantomData,
        }
    }

    /// Takes a connection of the plugin out of the pool, and waits for one if none is free.
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
        let lent = self.source.lend(P::METADATA.id(), TypeId::of::<P>())?;
        Ok(SafeConnection::new(lent))
    }
}

impl<P> Clone for PluginPool<P> {
    fn clone(&self) -> Self {
        Self {
            source: Arc::clone(&self.source),
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
