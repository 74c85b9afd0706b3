//! `SafeConnection`: the connection of a plugin.

mod answer;
#[cfg(feature = "async")]
mod asynchronous;
mod error;
mod identity;
mod lent;
mod transaction;

pub(crate) use self::answer::{Bytes, Rows};
#[cfg(feature = "async")]
pub use self::asynchronous::{
    AsyncFunc, AsyncSafeConnection, AsyncTransactionBuilder, LentAsyncConnection,
};
pub use self::error::TransactionError;
pub use self::identity::Identity;
pub use self::lent::Connection as LentConnection;
pub use self::transaction::TransactionBuilder;

use core::fmt;
use core::marker::PhantomData;
use core::num::NonZeroU32;

use diesel::PgConnection;
use diesel::connection::{AnsiTransactionManager, TransactionManager};
use diesel::result::{Error, QueryResult};

use crate::marker::Invariant;
use crate::withheld::{APlugin, RawBatches};

/// A connection on which only queries of the plugin `P` run (ISO-03, ISO-05).
///
/// It does not implement [`diesel::Connection`], runs no raw SQL, and does not give access to the
/// connection inside. A query on it costs what it costs on `PgConnection`.
///
/// # Examples
///
/// ```no_run
/// use ::notes::{Note, Notes, notes};
/// use schema_iso_diesel::prelude::*;
///
/// fn newest(conn: &mut SafeConnection<Notes>) -> QueryResult<Option<Note>> {
///     notes::table.order(notes::id.desc()).first(conn).optional()
/// }
/// ```
pub struct SafeConnection<P> {
    lent: Box<dyn LentConnection>,
    plugin: Invariant<P>,
}

impl<P> fmt::Debug for SafeConnection<P> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("SafeConnection")
            .field("plugin", &core::any::type_name::<P>())
            .finish_non_exhaustive()
    }
}

impl<P> SafeConnection<P> {
    pub(crate) fn new(lent: Box<dyn LentConnection>) -> Self {
        Self {
            lent,
            plugin: PhantomData,
        }
    }

    pub(crate) fn into_lent(self) -> Box<dyn LentConnection> {
        self.lent
    }

    /// The connection inside; it must not leave this crate.
    pub(crate) fn pg(&mut self) -> QueryResult<&mut PgConnection> {
        self.lent.pg()
    }

    /// The placeholder for Diesel's `batch_execute`: an error that says what to write instead.
    ///
    /// # Errors
    ///
    /// None: it cannot be called.
    #[doc(hidden)]
    pub fn batch_execute<Sql>(&mut self, _: Sql) -> QueryResult<()>
    where
        for<'a> APlugin<'a>: RawBatches<Sql>,
    {
        Ok(())
    }

    /// The identity of the connection inside.
    pub(crate) fn identity(&self) -> Identity {
        self.lent.identity().clone()
    }

    /// Runs `f` inside a transaction: commits if it returns `Ok`, rolls back if it returns `Err`.
    ///
    /// Inside a transaction it is a savepoint, so transactions nest.
    ///
    /// # Errors
    ///
    /// The error of `f`; the database's error for BEGIN, COMMIT or ROLLBACK; and
    /// [`TransactionError`] inside of Diesel's `QueryBuilderError`, if `f` exchanged the
    /// connection for another one or left a transaction open.
    pub fn transaction<T, E, F>(&mut self, f: F) -> Result<T, E>
    where
        F: FnOnce(&mut Self) -> Result<T, E>,
        E: From<Error>,
    {
        self.run_transaction(AnsiTransactionManager::begin_transaction, f)
    }

    /// Starts a transaction with an isolation level, an access mode or deferrable constraints.
    pub fn build_transaction(&mut self) -> TransactionBuilder<'_, P> {
        TransactionBuilder::new(self)
    }

    /// Begins a transaction that is never committed, for a test.
    ///
    /// # Errors
    ///
    /// The database's error for BEGIN.
    ///
    /// # Panics
    ///
    /// If a transaction is already open.
    pub fn begin_test_transaction(&mut self) -> QueryResult<()> {
        diesel::Connection::begin_test_transaction(self.pg()?)
    }

    /// Runs `f` inside a transaction that is rolled back whatever it returns.
    ///
    /// # Panics
    ///
    /// If `f` returns an error, exchanges the connection for another one, or leaves a
    /// transaction open.
    pub fn test_transaction<T, E, F>(&mut self, f: F) -> T
    where
        F: FnOnce(&mut Self) -> Result<T, E>,
        E: fmt::Debug,
    {
        let mut outcome = None;
        let began_on = self.identity();
        let rolled_back: Result<(), Error> = self.transaction(|conn| {
            outcome = f(conn).ok();
            Err(Error::RollbackTransaction)
        });
        drop(rolled_back);
        assert!(
            !began_on.is_condemned(),
            "the closure of `test_transaction` exchanged the connection or left a transaction open"
        );
        outcome.expect("the closure of `test_transaction` returned `Ok`")
    }

    /// Begins a transaction by `begin`, runs `f` in it, and ends it on the connection that
    /// it began on (ISO-15).
    fn run_transaction<T, E, F>(
        &mut self,
        begin: impl FnOnce(&mut PgConnection) -> QueryResult<()>,
        f: F,
    ) -> Result<T, E>
    where
        F: FnOnce(&mut Self) -> Result<T, E>,
        E: From<Error>,
    {
        let began_on = self.lent.identity().clone();
        let pg = self.pg()?;
        begin(pg)?;
        let depth = depth(pg);
        let outcome = f(self);
        if let Err(error) = self.check_end(&began_on, depth) {
            return Err(outcome.err().unwrap_or_else(|| Error::from(error).into()));
        }
        match outcome {
            Ok(value) => {
                AnsiTransactionManager::commit_transaction(self.pg()?)?;
                Ok(value)
            }
            Err(user_error) => match AnsiTransactionManager::rollback_transaction(self.pg()?) {
                Ok(()) | Err(Error::BrokenTransactionManager) => Err(user_error),
                Err(rollback_error) => Err(rollback_error.into()),
            },
        }
    }

    /// Checks that the transaction may be ended here; if not, what could end another one is
    /// closed.
    fn check_end(
        &mut self,
        began_on: &Identity,
        began_at: Option<NonZeroU32>,
    ) -> Result<(), TransactionError> {
        let here = self.lent.identity();
        if !here.is(began_on) || here.is_condemned() {
            here.condemn();
            began_on.condemn();
            return Err(self.close(TransactionError::Exchanged));
        }
        // A transaction that PostgreSQL has aborted, or that was lost with the connection,
        // has no depth; ending it says why.
        let now = self.pg().ok().and_then(depth);
        if now.is_some() && now != began_at {
            began_on.condemn();
            return Err(self.close(TransactionError::LeftOpen));
        }
        Ok(())
    }

    /// Closes the connection, which is condemned, so that PostgreSQL rolls back at once.
    fn close(&mut self, reason: TransactionError) -> TransactionError {
        drop(self.pg().map(drop));
        reason
    }
}

/// How many transactions are open, one inside of the other, as far as Diesel knows.
fn depth(pg: &mut PgConnection) -> Option<NonZeroU32> {
    let status = AnsiTransactionManager::transaction_manager_status_mut(pg);
    status.transaction_depth().ok().flatten()
}
