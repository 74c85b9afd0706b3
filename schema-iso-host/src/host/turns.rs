//! `Turns`: one connection on which several plugins have their turns, one after another.

use core::any::Any;
use core::fmt;
use core::ops::{Deref, DerefMut};

use schema_iso::id::PluginId;
use schema_iso_query::connection::{Identity, LentConnection, SafeConnection};
use schema_iso_query::door;
use schema_iso_query::plugin::Plugin;

use super::checkout::Core;
use super::error::HostTransactionError;
use super::pool::{CheckoutError, HostConnection, Lent};
use crate::migrate::{Chain, SqlError};

/// A connection of the host, and whose turn it was last.
pub(super) struct Turns<'h> {
    core: &'h Core,
    connection: Option<Box<Lent>>,
    began_on: Identity,
    /// The plugin that had the last turn.
    last: Option<PluginId>,
}

impl<'h> Turns<'h> {
    /// Takes a connection for several plugins out of the pool.
    pub(super) fn begin(core: &'h Core) -> Result<Self, HostTransactionError> {
        let lent = core
            .own_connection()
            .map_err(|source| HostTransactionError::Pool {
                source: Box::<CheckoutError>::new(source),
            })?;
        Ok(Self {
            core,
            began_on: lent.identity().clone(),
            connection: Some(Box::new(lent)),
            last: None,
        })
    }

    /// Makes the session that of a plugin, and lends it the connection.
    pub(super) fn scope<P: Plugin>(&mut self) -> Result<Scope<'_, P>, HostTransactionError> {
        self.prepare::<P>()?;
        let connection = self.connection.take().map(|lent| door::lend(lent));
        Ok(Scope {
            home: &mut self.connection,
            connection,
        })
    }

    fn prepare<P: Plugin>(&mut self) -> Result<(), HostTransactionError> {
        let (slot, plugin) =
            self.core
                .registered::<P>()
                .ok_or(HostTransactionError::NotRegistered {
                    plugin: P::METADATA.id(),
                })?;
        let core = self.core;
        core.pools
            .prepare(self.own_connection()?, slot)
            .map_err(|source| {
                let source = SqlError::from(source);
                match self.last {
                    Some(ended) if ended != plugin => HostTransactionError::EndTurn {
                        plugin: ended,
                        source,
                    },
                    _ => HostTransactionError::Prepare { plugin, source },
                }
            })?;
        self.last = Some(plugin);
        Ok(())
    }

    /// Refuses a connection on which the last plugin has left a transaction open, or an answer of
    /// the server half read.
    pub(super) fn expect_clean(&mut self) -> Result<(), HostTransactionError> {
        let last = self.last;
        let connection = self.own_connection()?;
        match last {
            Some(plugin) if !connection.is_clean() => {
                self.began_on.condemn();
                Err(HostTransactionError::LeftBusy { plugin })
            }
            _ => Ok(()),
        }
    }

    /// Returns the connection that was taken out of the pool.
    ///
    /// The code in a scope can exchange it for another connection (`mem::swap`), which would
    /// then be used in its place. Then both are closed (ISO-15).
    pub(super) fn own_connection(&mut self) -> Result<&mut HostConnection, HostTransactionError> {
        let began_on = &self.began_on;
        let here = self.connection.as_ref().map(|lent| lent.identity());
        if !here.is_some_and(|here| here.is(began_on) && !here.is_condemned()) {
            began_on.condemn();
            here.into_iter().for_each(Identity::condemn);
        }
        // A condemned connection is refused by itself.
        let own = self.connection.as_mut();
        own.and_then(|lent| lent.connection().ok())
            .ok_or(HostTransactionError::Exchanged)
    }
}

/// Logs a failure of the transaction or session itself; those of the work are the host's own.
pub(super) fn failed(error: HostTransactionError) -> HostTransactionError {
    tracing::error!(error = %Chain(&error), "work of several plugins on one connection failed");
    error
}

/// The [`SafeConnection`] of one plugin on a connection that several plugins use in turn.
///
/// See [`HostTransaction`](super::HostTransaction) for an example.
pub struct Scope<'u, P: Plugin> {
    home: &'u mut Option<Box<Lent>>,
    connection: Option<SafeConnection<P>>,
}

impl<P: Plugin> Deref for Scope<'_, P> {
    type Target = SafeConnection<P>;

    fn deref(&self) -> &SafeConnection<P> {
        self.connection
            .as_ref()
            .expect("a scope has its connection until it is dropped")
    }
}

impl<P: Plugin> DerefMut for Scope<'_, P> {
    fn deref_mut(&mut self) -> &mut SafeConnection<P> {
        self.connection
            .as_mut()
            .expect("a scope has its connection until it is dropped")
    }
}

impl<P: Plugin> Drop for Scope<'_, P> {
    fn drop(&mut self) {
        let lent: Option<Box<dyn Any>> = self.connection.take().map(|it| door::take_back(it) as _);
        // All connections of a host are of this type; one of another host is not given back.
        *self.home = lent.and_then(|it| it.downcast::<Lent>().ok());
    }
}

impl<P: Plugin> fmt::Debug for Scope<'_, P> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Scope").field(&P::METADATA.id()).finish()
    }
}
