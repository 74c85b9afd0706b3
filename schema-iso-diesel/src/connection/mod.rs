//! The only connection that a plugin gets, and the loading modes of `load_iter`.

mod transaction;

pub use self::transaction::TransactionBuilder;
pub use diesel::connection::DefaultLoadingMode;

// Names of Diesel that a plugin cannot have: each is an error that says why.
#[doc(hidden)]
pub use crate::withheld::{Connection, LoadConnection, SimpleConnection};

use core::fmt;
use core::marker::PhantomData;

use diesel::PgConnection;
use diesel::connection::{AnsiTransactionManager, TransactionManager};
use diesel::result::{Error, QueryResult};

use crate::host::pool::PooledHostConnection;
use crate::ownership::Invariant;
use crate::plugin::Plugin;
use crate::withheld::{APlugin, RawBatches};

/// A connection on which only queries of the plugin `P` run (ISO-03, ISO-05).
///
/// It offers what a query builder needs and nothing else: it is no
/// [`diesel::Connection`], has no raw SQL, and does not give away the
/// connection inside. Queries on it cost what they cost on `PgConnection`.
///
/// # Examples
///
/// ```ignore
/// pub fn published(conn: &mut SafeConnection<Shop>) -> QueryResult<Vec<Item>> {
///     items::table.filter(items::published.eq(true)).load(conn)
/// }
/// ```
pub struct SafeConnection<P> {
    raw: PooledHostConnection,
    plugin: Invariant<P>,
}

impl<P: Plugin> fmt::Debug for SafeConnection<P> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("SafeConnection")
            .field("plugin", &P::METADATA.id().as_str())
            .finish_non_exhaustive()
    }
}

impl<P: Plugin> SafeConnection<P> {
    pub(crate) fn new(raw: PooledHostConnection) -> Self {
        Self {
            raw,
            plugin: PhantomData,
        }
    }

    pub(crate) fn into_raw(self) -> PooledHostConnection {
        self.raw
    }

    /// The connection inside; it must not leave this crate.
    pub(crate) fn pg(&mut self) -> &mut PgConnection {
        self.raw.pg()
    }

    /// Runs `f` inside a transaction: commits if it returns `Ok`, rolls back if it returns `Err`.
    ///
    /// Inside a transaction it is a savepoint, so transactions nest.
    ///
    /// # Errors
    ///
    /// What `f` returns, and what the database says to BEGIN, COMMIT or ROLLBACK.
    pub fn transaction<T, E, F>(&mut self, f: F) -> Result<T, E>
    where
        F: FnOnce(&mut Self) -> Result<T, E>,
        E: From<Error>,
    {
        AnsiTransactionManager::begin_transaction(self.pg())?;
        self.finish_transaction(f)
    }

    /// Starts a transaction with an isolation level, an access mode or deferrable constraints.
    pub fn build_transaction(&mut self) -> TransactionBuilder<'_, P> {
        TransactionBuilder::new(self)
    }

    /// Begins a transaction that is never committed; a test's clean slate.
    ///
    /// # Errors
    ///
    /// What the database says to BEGIN.
    ///
    /// # Panics
    ///
    /// If a transaction is already open.
    pub fn begin_test_transaction(&mut self) -> QueryResult<()> {
        diesel::Connection::begin_test_transaction(self.pg())
    }

    /// Runs `f` inside a transaction that is rolled back whatever it returns.
    ///
    /// # Panics
    ///
    /// If `f` returns an error, or if a transaction is already open.
    pub fn test_transaction<T, E, F>(&mut self, f: F) -> T
    where
        F: FnOnce(&mut Self) -> Result<T, E>,
        E: fmt::Debug,
    {
        let mut outcome = None;
        let rolled_back: Result<(), Error> = self.transaction(|conn| {
            outcome = f(conn).ok();
            Err(Error::RollbackTransaction)
        });
        drop(rolled_back);
        outcome.expect("the closure of `test_transaction` returned `Ok`")
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

    /// Runs `f` in the transaction that has just begun, and ends it.
    fn finish_transaction<T, E, F>(&mut self, f: F) -> Result<T, E>
    where
        F: FnOnce(&mut Self) -> Result<T, E>,
        E: From<Error>,
    {
        match f(self) {
            Ok(value) => {
                AnsiTransactionManager::commit_transaction(self.pg())?;
                Ok(value)
            }
            Err(user_error) => match AnsiTransactionManager::rollback_transaction(self.pg()) {
                Ok(()) | Err(Error::BrokenTransactionManager) => Err(user_error),
                Err(rollback_error) => Err(rollback_error.into()),
            },
        }
    }
}
