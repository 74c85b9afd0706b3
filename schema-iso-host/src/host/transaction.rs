//! `HostTransaction`: one transaction in which a host runs several plugins.

use core::fmt;

use diesel::connection::{AnsiTransactionManager, SimpleConnection, TransactionManager};
use diesel::pg::PgConnection;
use diesel::result::{Error, QueryResult};
use schema_iso_query::plugin::Plugin;

use super::checkout::Core;
use super::error::HostTransactionError;
use super::turns::{Scope, Turns, failed};

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
pub struct HostTransaction<'h>(Turns<'h>);

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
        self.0.scope().map_err(failed)
    }
}

impl fmt::Debug for HostTransaction<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("HostTransaction").finish_non_exhaustive()
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
    let mut turns = Turns::begin(core).map_err(failed)?;
    let begun = turns.own_connection().map_err(failed)?;
    begin(begun.pg()).map_err(|source| {
        failed(HostTransactionError::Begin {
            source: source.into(),
        })
    })?;
    let mut transaction = HostTransaction(turns);
    let worked = work(&mut transaction);
    let Ok(raw) = transaction.0.own_connection() else {
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
