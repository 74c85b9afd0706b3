//! `AsyncPluginPool`: the host's async pool, as one plugin may use it.

use core::any::TypeId;
use core::fmt;
use core::future::Future;
use core::marker::PhantomData;
use core::pin::Pin;
use std::sync::Arc;

use schema_iso::id::PluginId;

use super::{ConnectError, Plugin};
use crate::connection::{AsyncSafeConnection, LentAsyncConnection};
use crate::marker::Invariant;

/// The future of a checkout.
pub type Lending<'s> =
    Pin<Box<dyn Future<Output = Result<Box<dyn LentAsyncConnection>, ConnectError>> + Send + 's>>;

/// The source of the async connections of plugins; a host implements it.
pub trait AsyncConnectionSource: Send + Sync {
    /// Takes a connection out of the pool, prepared for the plugin whose type is asked for.
    ///
    /// The type decides, not the id, as for the synchronous
    /// [`ConnectionSource`](crate::plugin::ConnectionSource).
    fn lend_async(&self, plugin: PluginId, plugin_type: TypeId) -> Lending<'_>;
}

/// Why a host without async connections lends none.
#[derive(Debug, thiserror::Error)]
#[error("the host has no async connections; give `schema-iso-host` the feature `async`")]
struct NoAsyncConnections;

/// The host's async pool, as one plugin may use it; a clone is the same pool.
///
/// ```no_run
/// use schema_iso_query::plugin::{AsyncPluginPool, ConnectError, Plugin};
///
/// async fn ready<P: Plugin>(pool: &AsyncPluginPool<P>) -> Result<(), ConnectError> {
///     let _connection = pool.get().await?;
///     Ok(())
/// }
/// ```
pub struct AsyncPluginPool<P> {
    /// None where the host is built without async connections.
    source: Option<Arc<dyn AsyncConnectionSource>>,
    plugin: Invariant<P>,
}

impl<P: Plugin> AsyncPluginPool<P> {
    pub(crate) fn new(source: Arc<dyn AsyncConnectionSource>) -> Self {
        Self {
            source: Some(source),
            plugin: PhantomData,
        }
    }

    /// The pool of a host that has no async connections.
    pub(crate) fn of_no_host() -> Self {
        Self {
            source: None,
            plugin: PhantomData,
        }
    }

    /// Takes a connection of the plugin out of the pool, and waits for one if none is free.
    ///
    /// It costs no round trip if the connection was last prepared for this plugin, and
    /// one if not. It goes back when it is dropped. If the future is dropped, nothing is taken.
    ///
    /// # Errors
    ///
    /// [`ConnectError`] if the plugin is not registered; if no connection is free before the
    /// pool's time-out, or none can be opened; if the connection cannot be prepared, for
    /// instance because the plugin's role is gone; or outside of a runtime of tokio.
    pub async fn get(&self) -> Result<AsyncSafeConnection<P>, ConnectError> {
        let plugin = P::METADATA.id();
        let Some(source) = &self.source else {
            let source = Box::new(NoAsyncConnections);
            return Err(ConnectError::Pool { plugin, source });
        };
        let lent = source.lend_async(plugin, TypeId::of::<P>()).await?;
        Ok(AsyncSafeConnection::new(lent))
    }
}

impl<P> Clone for AsyncPluginPool<P> {
    fn clone(&self) -> Self {
        Self {
            source: self.source.clone(),
            plugin: PhantomData,
        }
    }
}

impl<P: Plugin> fmt::Debug for AsyncPluginPool<P> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("AsyncPluginPool")
            .field(&P::METADATA.id())
            .finish()
    }
}
