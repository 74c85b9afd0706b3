//! The only connection that a plugin gets.

mod lent;
mod transaction;

pub use self::lent::LentConnection;
pub use self::transaction::TransactionBuilder;

use core::fmt;
use core::marker::PhantomData;

use diesel::PgConnection;
use diesel::connection::{AnsiTransactionManager, TransactionManager};
use diesel::result::{Error, QueryResult};

use crate::marker::Invariant;

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
    pub(crate) fn pg(&mut self) -> &mut PgConnection {
        self.lent.pg()
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
