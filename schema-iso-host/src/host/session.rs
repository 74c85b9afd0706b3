//! `HostSession`: one connection on which a host runs several plugins, without a transaction.

use core::fmt;

use schema_iso_query::plugin::Plugin;

use super::checkout::Core;
use super::error::HostTransactionError;
use super::turns::{Scope, Turns, failed};

/// A connection of the host, which one plugin after another can use.
///
/// A request that needs two plugins takes one connection from the pool in place of two. The session
/// is reset between the turns of two plugins, in one round trip; each statement, or transaction of
/// a plugin's own, is committed by itself.
///
/// ```no_run
/// use schema_iso_host::{Host, HostTransactionError};
/// use schema_iso_host::Plugin;
///
/// fn both<A: Plugin, B: Plugin>(host: &Host) -> Result<(), HostTransactionError> {
///     host.scope(|session| {
///         let mut a = session.scope::<A>()?;
///         // … functions of `A`'s crate, with `&mut a` …
///         drop(a);
///         let mut b = session.scope::<B>()?;
///         // … functions of `B`'s crate, with `&mut b` …
/// #       let _ = &mut b;
///         Ok(())
///     })
/// }
/// ```
pub struct HostSession<'h>(Turns<'h>);

impl HostSession<'_> {
    /// Lends the connection to a plugin, until the returned [`Scope`] is dropped.
    ///
    /// # Errors
    ///
    /// [`HostTransactionError`] if the plugin is not registered, if the connection cannot be
    /// prepared for it, or if an earlier scope did not give the connection back as it was: without
    /// a transaction, and with nothing left to read.
    pub fn scope<P: Plugin>(&mut self) -> Result<Scope<'_, P>, HostTransactionError> {
        self.0
            .expect_clean()
            .map_err(failed)
            .and_then(|()| self.0.scope().map_err(failed))
    }
}

impl fmt::Debug for HostSession<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("HostSession").finish_non_exhaustive()
    }
}

/// Runs `work` on one connection.
pub(super) fn run<T, E, F>(core: &Core, work: F) -> Result<T, E>
where
    E: From<HostTransactionError>,
    F: FnOnce(&mut HostSession<'_>) -> Result<T, E>,
{
    let mut session = HostSession(Turns::begin(core).map_err(failed)?);
    let value = work(&mut session)?;
    // What was left open is rolled back with the connection, so the work is not what it seems.
    session.0.expect_clean().map_err(failed)?;
    Ok(value)
}
