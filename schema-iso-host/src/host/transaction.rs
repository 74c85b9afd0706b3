//! `HostTransaction`: one transaction in which a host runs several plugins.

use core::any::Any;
use core::fmt;
use core::ops::{Deref, DerefMut};

use diesel::connection::{AnsiTransactionManager, SimpleConnection, TransactionManager};
use diesel::pg::PgConnection;
use diesel::result::{Error, QueryResult};
use schema_iso::id::PluginId;
use schema_iso_query::connection::{Identity, LentConnection, SafeConnection};
use schema_iso_query::door;
use schema_iso_query::plugin::Plugin;

use super::checkout::Core;
use super::error::HostTransactionError;
use super::pool::{CheckoutError, HostConnection, Lent};
use crate::migrate::{Chain, SqlError};

/// A transaction of the host, in which one plugin after another can use the connection.
///
/// The session is reset between the turns of two plugins. What a plugin has put off to the end
/// of the transaction, such as the checks of deferred constraints, happens at the end of its
/// turn. What PostgreSQL keeps for the transaction stays until its end: locks, large objects
/// that are open, `READ ONLY`. A statement of another plugin can fail by it, and then nothing is
/// committed.
///
/// ```no_run
/// use schema_iso_host::{Host, HostTransactionError};
/// use schema_iso_host::Plugin;
///
/// fn both<A: Plugin, B: Plugin>(host: &Host) -> Result<(), HostTransactionError> {
///     host.transaction(|transaction| {
///         let mut a = transaction.scope::<A>()?;
///         // … functions of `A`'s crate, with `&mut a` …
///         drop(a);
///         let mut b = transaction.scope::<B>()?;
///         // … functions of `B`'s crate, with `&mut b` …
/// #       let _ = &mut b;
///         Ok(())
///     })
/// }
/// ```
pub struct HostTransaction<'h> {
    core: &'h Core,
    connection: Option<Box<Lent>>,
    began_on: Identity,
    /// The plugin that had the last turn.
    last: Option<PluginId>,
}

impl HostTransaction<'_> {
    /// Lends the connection to a plugin, until the returned [`Scope`] is dropped.
    ///
    /// The scope borrows the transaction, so only one plugin has the connection at a time.
    ///
    /// # Errors
    ///
    /// [`HostTransactionError`] if the plugin is not registered, if the connection cannot be
    /// prepared for it, if what the plugin before it has put off fails, or if an earlier scope
    /// did not give the connection back.
    pub fn scope<P: Plugin>(&mut self) -> Result<Scope<'_, P>, HostTransactionError> {
        self.prepare::<P>().map_err(failed)?;
        let connection = self.connection.take().map(|lent| door::lend(lent));
        Ok(Scope {
            home: &mut self.connection,
            connection,
        })
    }

    /// Makes the session that of a plugin.
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

    /// Returns the connection that began the transaction.
    ///
    /// The code in a scope can exchange it for another connection (`mem::swap`), which would
    /// then be committed in its place. Then both are closed (ISO-15).
    fn own_connection(&mut self) -> Result<&mut HostConnection, HostTransactionError> {
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

impl fmt::Debug for HostTransaction<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("HostTransaction").finish_non_exhaustive()
    }
}

/// The [`SafeConnection`] of one plugin in a transaction of the host.
///
/// See [`HostTransaction`] for an example.
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

/// Runs `work` in a transaction.
///
/// An error rolls the transaction back. So does a panic, after which the connection is closed
/// and not used again.
pub(super) fn run<T, E, F>(core: &Core, work: F) -> Result<T, E>
where
    E: From<HostTransactionError>,
    F: FnOnce(&mut HostTransaction<'_>) -> Result<T, E>,
{
    let mut lent = core
        .own_connection()
        .map_err(|source| HostTransactionError::Pool {
            source: Box::<CheckoutError>::new(source),
        })
        .map_err(failed)?;
    let begun = lent.pg().and_then(begin);
    begun.map_err(|source| {
        failed(HostTransactionError::Begin {
            source: source.into(),
        })
    })?;
    let mut transaction = HostTransaction {
        core,
        began_on: lent.identity().clone(),
        connection: Some(Box::new(lent)),
        last: None,
    };
    let worked = work(&mut transaction);
    let Ok(raw) = transaction.own_connection() else {
        // The connection found here was never part of this transaction, or is still inside of
        // one. In both cases nothing is committed.
        return Err(worked
            .err()
            .unwrap_or_else(|| failed(HostTransactionError::Exchanged).into()));
    };
    match worked {
        // A commit would end the inner transaction only, and the work would be lost.
        Ok(_) if !is_outermost(raw.pg()) => Err(failed(HostTransactionError::LeftOpen).into()),
        Ok(value) => match commit(raw.pg()) {
            Ok(()) => Ok(value),
            Err(source) => {
                raw.forget_preparation();
                let error = HostTransactionError::Commit {
                    source: source.into(),
                };
                Err(failed(error).into())
            }
        },
        Err(error) => {
            // A roll-back that fails leaves the connection in its transaction, and the
            // pool closes it. The preparation was rolled back, too.
            raw.forget_preparation();
            if let Err(error) = roll_back(raw.pg()) {
                tracing::warn!(%error, "could not roll back; the connection is closed");
            }
            Err(error)
        }
    }
}

/// Logs a failure of the transaction itself; those of the work are the host's own.
fn failed(error: HostTransactionError) -> HostTransactionError {
    tracing::error!(error = %Chain(&error), "a transaction over several plugins failed");
    error
}

fn begin(pg: &mut PgConnection) -> QueryResult<()> {
    <AnsiTransactionManager as TransactionManager<PgConnection>>::begin_transaction(pg)
}

/// Whether the open transaction is the one that [`begin`] began. A panic that was caught
/// outside of an inner transaction leaves that open.
fn is_outermost(pg: &mut PgConnection) -> bool {
    let status = <AnsiTransactionManager as TransactionManager<PgConnection>>::transaction_manager_status_mut(pg);
    matches!(status.transaction_depth(), Ok(Some(depth)) if depth.get() == 1)
}

/// Commits. A transaction that PostgreSQL has aborted, because of a statement whose failure
/// nobody passed on, ends by COMMIT without an error and without its work. So a statement
/// goes before it, in the same round trip, which such a transaction refuses.
fn commit(pg: &mut PgConnection) -> QueryResult<()> {
    pg.batch_execute("SELECT; COMMIT").inspect_err(|_| {
        // After a COMMIT that failed there is nothing left to roll back.
        if let Err(error) = roll_back(pg)
            && !matches!(error, Error::NotInTransaction)
        {
            tracing::warn!(%error, "could not roll back; the connection is closed");
        }
    })
}

fn roll_back(pg: &mut PgConnection) -> QueryResult<()> {
    <AnsiTransactionManager as TransactionManager<PgConnection>>::rollback_transaction(pg)
}
