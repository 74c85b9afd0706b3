//! The typestate of `Host`: `Checked` → `Migrated` → `Ready`.

use core::fmt;
use std::sync::Arc;
use std::time::Duration;

use schema_iso::id::PluginId;
use schema_iso::order::BootOrder;

use super::checkout::Core;
use super::error::HostTransactionError;
use super::isolation::Isolation;
use super::pool::{PoolOptions, PoolState, ShutdownError, SlotSettings};
use super::registry::Registered;
use super::session::{self, HostSession};
use super::transaction::{self, HostTransaction};
use crate::address::Address;
use crate::migrate::{MigrationReport, Plan, Settings};
use schema_iso_query::connection::SafeConnection;
use schema_iso_query::door;
use schema_iso_query::plugin::{ConnectError, ConnectionSource, Plugin, PluginPool};

/// A host, in one of three states: [`Checked`], [`Migrated`] and [`Ready`].
///
/// Only the next state can be reached from each, so no plugin's `init` runs before the
/// migrations of all plugins are done (ISO-08), and nobody gets a connection before
/// every `init` is.
///
/// ```compile_fail,E0599
/// # use schema_iso_host::Host;
/// // A builder has no `init`: the migrations come first.
/// let host = Host::builder("postgres://localhost/app").init();
/// ```
///
/// See [the crate](crate) for a whole boot.
pub struct Host<State = Ready> {
    pub(super) parts: Arc<Parts>,
    pub(super) state: State,
}

/// What stays the same in every state.
pub(super) struct Parts {
    pub(super) settings: Settings,
    pub(super) pool: PoolOptions,
    /// The pools of the plugins, in the order of the registration, and the host's own.
    pub(super) slots: Vec<SlotSettings>,
    pub(super) isolation: Isolation,
    pub(super) plugins: Vec<Box<dyn Registered>>,
    /// In the order of the registration.
    pub(super) plans: Vec<Plan>,
    pub(super) order: BootOrder,
}

/// The state of a host whose plugins can boot together; the database has not been touched.
#[derive(Debug)]
pub struct Checked(());

/// The state of a host whose migrations are done, those of all plugins.
#[derive(Debug)]
pub struct Migrated {
    pub(super) report: MigrationReport,
    /// The addresses of the plugins' logins, if they have any.
    pub(super) logins: Vec<Address>,
}

/// The state of a host whose plugins have all been initialized.
pub struct Ready {
    pub(super) report: MigrationReport,
    pub(super) core: Arc<Core>,
}

impl Host {
    /// Takes a connection of a plugin out of the pool, and waits until one is free.
    ///
    /// It costs no round trip if a connection that last served this plugin is idle. Otherwise
    /// a new connection is opened, or another plugin's is reset in one round trip (ISO-15). It
    /// goes back when it is dropped.
    ///
    /// # Errors
    ///
    /// [`ConnectError`] if the plugin is not registered; if no connection is free
    /// before the pool's time-out, or none can be opened; or if the connection cannot
    /// be prepared, for instance because the plugin's role is gone.
    pub fn connect<P: Plugin>(&self) -> Result<SafeConnection<P>, ConnectError> {
        self.state.core.connect()
    }

    /// Runs several plugins in one transaction, each with its own connection type.
    ///
    /// The transaction is committed if the closure returns `Ok`. It is rolled back if it
    /// returns an error or panics.
    ///
    /// # Errors
    ///
    /// What the closure returns, or a [`HostTransactionError`] if the transaction cannot begin or
    /// be committed, or if plugins have logins ([`Isolation::Logins`]).
    ///
    /// See [`HostTransaction`] for an example.
    pub fn transaction<T, E, F>(&self, work: F) -> Result<T, E>
    where
        E: From<HostTransactionError>,
        F: FnOnce(&mut HostTransaction<'_>) -> Result<T, E>,
    {
        if self.parts.isolation == Isolation::Logins {
            return Err(HostTransactionError::SeparateLogins.into());
        }
        transaction::run(&self.state.core, work)
    }

    /// Runs several plugins on one connection, without a transaction.
    ///
    /// # Errors
    ///
    /// What the closure returns, or a [`HostTransactionError`] if the pool has no connection, if a
    /// plugin leaves a transaction open, or if plugins have logins ([`Isolation::Logins`]).
    ///
    /// See [`HostSession`] for an example.
    pub fn scope<T, E, F>(&self, work: F) -> Result<T, E>
    where
        E: From<HostTransactionError>,
        F: FnOnce(&mut HostSession<'_>) -> Result<T, E>,
    {
        if self.parts.isolation == Isolation::Logins {
            return Err(HostTransactionError::SeparateLogins.into());
        }
        session::run(&self.state.core, work)
    }

    /// The plugin's pool, to be kept by whatever serves the plugin, such as its router.
    #[must_use]
    pub fn pool<P: Plugin>(&self) -> PluginPool<P> {
        let source: Arc<dyn ConnectionSource> = Arc::<Core>::clone(&self.state.core);
        door::pool(source)
    }

    /// Returns how many connections are idle and busy, and how many checkouts wait, by plugin.
    #[must_use]
    pub fn pool_state(&self) -> PoolState {
        self.state.core.pools.state()
    }

    /// Closes the connections that nobody uses, and the others when they come back.
    pub fn recycle(&self) {
        self.state.core.pools.recycle();
        #[cfg(feature = "async")]
        self.state.core.async_pools.recycle();
    }

    /// Gives out no more connections, and waits until those in use are back, those of async
    /// code, too. It blocks; async code calls `shutdown_async`.
    ///
    /// Migrations and maintenance are not affected.
    ///
    /// # Errors
    ///
    /// [`ShutdownError`] if some are not back in time; they are closed when they come back.
    pub fn shutdown(&self, timeout: Duration) -> Result<(), ShutdownError> {
        #[cfg(feature = "async")]
        let begun = std::time::Instant::now();
        let done = self.state.core.pools.shut_down(timeout);
        #[cfg(feature = "async")]
        let done = {
            let left = timeout.saturating_sub(begun.elapsed());
            let others = self.state.core.async_pools.shut_down(left);
            done.and(others)
        };
        done.inspect_err(|error| tracing::error!(%error, "the host is not shut down in time"))
    }

    /// Returns the report of the migrations.
    #[must_use]
    pub fn report(&self) -> &MigrationReport {
        &self.state.report
    }
}

impl Host<Migrated> {
    /// Returns the report of the migrations.
    #[must_use]
    pub fn report(&self) -> &MigrationReport {
        &self.state.report
    }
}

impl<State> Host<State> {
    /// Returns the ids of the plugins, in the order of the boot.
    pub fn plugins(&self) -> impl Iterator<Item = PluginId> + '_ {
        let sequence = self.parts.order.sequence().iter();
        sequence.map(|&place| self.parts.plans[place].id)
    }
}

impl Checked {
    pub(super) fn new() -> Self {
        Self(())
    }
}

impl<State> fmt::Debug for Host<State> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Host")
            .field("plugins", &self.plugins().collect::<Vec<_>>())
            .field("isolation", &self.parts.isolation)
            .finish_non_exhaustive()
    }
}

impl fmt::Debug for Ready {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Ready")
            .field("report", &self.report)
            .finish_non_exhaustive()
    }
}
