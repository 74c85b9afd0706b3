//! The host for async code: the boot, connections and the shutdown, none of which blocks.
//!
//! Migrations and `init` run on libpq, on a thread that may block, so that any runtime of tokio
//! can begin them, a current-thread one, too.

use std::any::TypeId;
use std::sync::Arc;
use std::time::{Duration, Instant};

use schema_iso::id::PluginId;
use schema_iso_query::connection::{AsyncSafeConnection, LentAsyncConnection};
use schema_iso_query::door;
use schema_iso_query::plugin::{
    AsyncConnectionSource, AsyncPluginPool, ConnectError, Lending, Plugin,
};
use tokio::runtime::Handle;

use super::builder::HostBuilder;
use super::checkout::Core;
use super::error::BootError;
use super::pool::{PoolState, ShutdownError};
use super::state::{Host, Migrated, Ready};
use crate::migrate::Chain;

impl HostBuilder {
    /// Checks the plugins and migrates them, as [`migrate`](Self::migrate) does, on a thread that
    /// may block.
    ///
    /// If the future is dropped, the migrations go on to their end; a
    /// [`cancel_token`](Self::cancel_token) ends them early.
    ///
    /// ```no_run
    /// use notes::Notes; // a plugin
    /// use schema_iso_host::Host;
    ///
    /// # async fn boot() -> Result<(), Box<dyn std::error::Error>> {
    /// let builder = Host::builder("postgres://localhost/app").register(Notes);
    /// let host = builder.migrate_async().await?.init_async().await?;
    /// let _conn = host.connect_async::<Notes>().await?;
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    ///
    /// As [`migrate`](Self::migrate), and [`BootError::NoRuntime`] outside of a runtime.
    pub async fn migrate_async(self) -> Result<Host<Migrated>, BootError> {
        off_the_runtime(move || self.migrate()).await
    }
}

impl Host<Migrated> {
    /// Runs the `init` of every plugin, as [`init`](Self::init) does, on a thread that may block.
    ///
    /// If the future is dropped, the `init` of the remaining plugins still runs.
    ///
    /// # Errors
    ///
    /// As [`init`](Self::init), and [`BootError::NoRuntime`] outside of a runtime.
    pub async fn init_async(self) -> Result<Host<Ready>, BootError> {
        off_the_runtime(move || self.init()).await
    }
}

impl Host {
    /// Takes an async connection of a plugin out of the pool, and waits until one is free.
    ///
    /// The async connections are a pool of their own, with the options of the synchronous one:
    /// there may be [`max_size`](crate::PoolOptions::max_size) of each kind. A kind that nobody
    /// asks for opens no connection.
    ///
    /// # Errors
    ///
    /// As [`connect`](Self::connect); outside of a runtime of tokio; and if the address asks for
    /// TLS, which async connections do not have yet.
    pub async fn connect_async<P: Plugin>(&self) -> Result<AsyncSafeConnection<P>, ConnectError> {
        self.async_pool().get().await
    }

    /// The plugin's async pool, to be kept by whatever serves the plugin, such as its router.
    #[must_use]
    pub fn async_pool<P: Plugin>(&self) -> AsyncPluginPool<P> {
        let source: Arc<dyn AsyncConnectionSource> = Arc::<Core>::clone(&self.state.core);
        door::async_pool(source)
    }

    /// Returns how many async connections are idle and busy, and how many checkouts wait for one,
    /// by plugin.
    #[must_use]
    pub fn async_pool_state(&self) -> PoolState {
        self.state.core.async_pools.state()
    }

    /// Gives out no more connections, and waits until those in use are back; it does not block.
    ///
    /// # Errors
    ///
    /// [`ShutdownError`] if some are not back in time; they are closed when they come back.
    pub async fn shutdown_async(&self, timeout: Duration) -> Result<(), ShutdownError> {
        let begun = Instant::now();
        let core = Arc::clone(&self.state.core);
        core.async_pools.begin_shutdown();
        let pools = Arc::clone(&core.pools);
        let synchronous = tokio::task::spawn_blocking(move || pools.shut_down(timeout));
        let done = core.async_pools.shut_down_async(timeout).await;
        let synchronous = synchronous.await.unwrap_or_else(|error| {
            // Nothing in it panics, and nobody aborts it but the end of the runtime.
            tracing::error!(%error, "the shutdown of the synchronous connections was ended");
            Ok(())
        });
        let done = done.and(synchronous);
        tracing::debug!(waited = ?begun.elapsed(), "the pools are shut down");
        done.inspect_err(|error| tracing::error!(%error, "the host is not shut down in time"))
    }
}

impl Core {
    async fn checkout_async(
        &self,
        plugin: PluginId,
        plugin_type: TypeId,
    ) -> Result<Box<dyn LentAsyncConnection>, ConnectError> {
        let registered = self.plugins.get(&plugin_type).copied();
        let (slot, plugin) = registered.ok_or(ConnectError::NotRegistered { plugin })?;
        let lent = self.async_pools.checkout(slot).await;
        let lent = lent.map_err(|source| ConnectError::Pool {
            plugin,
            source: Box::new(source),
        })?;
        Ok(Box::new(lent))
    }
}

impl AsyncConnectionSource for Core {
    fn lend_async(&self, plugin: PluginId, plugin_type: TypeId) -> Lending<'_> {
        Box::pin(async move {
            let lent = self.checkout_async(plugin, plugin_type).await;
            lent.inspect_err(|error| {
                tracing::error!(error = %Chain(error), "a plugin got no connection");
            })
        })
    }
}

/// Runs what blocks on a thread that may, and passes its panic on.
async fn off_the_runtime<T: Send + 'static>(
    work: impl FnOnce() -> Result<T, BootError> + Send + 'static,
) -> Result<T, BootError> {
    let runtime = Handle::try_current().map_err(|_| BootError::NoRuntime)?;
    let span = tracing::Span::current();
    let done = runtime.spawn_blocking(move || span.in_scope(work)).await;
    done.unwrap_or_else(|error| match error.try_into_panic() {
        Ok(panic) => std::panic::resume_unwind(panic),
        // The runtime ends, and what waits here with it.
        Err(_) => Err(BootError::NoRuntime),
    })
}
