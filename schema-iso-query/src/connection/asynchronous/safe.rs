//! `AsyncSafeConnection`: the connection of a plugin for async code.

use core::fmt;
use core::future::Future;
use core::marker::PhantomData;

use diesel::result::{Error, QueryResult};
use diesel_async::{AsyncConnection, AsyncPgConnection};

use super::lent::LentAsyncConnection;
use super::transaction::{self, AsyncFunc, Begin};
use super::transaction_builder::AsyncTransactionBuilder;
use crate::connection::{Identity, TransactionError};
use crate::marker::Invariant;
use crate::withheld::{APlugin, RawBatches};

/// A connection for async code, on which only queries of the plugin `P` run (ISO-03, ISO-05).
///
/// It implements no trait of diesel-async, runs no raw SQL, and does not give access to the
/// connection inside.
///
/// A future that is dropped before its statement or its transaction has ended closes the
/// connection: nobody can know what PostgreSQL has done of it. What is called on the connection
/// afterwards fails with [`TransactionError::Closed`], and PostgreSQL rolls back what was open.
///
/// # Examples
///
/// ```no_run
/// use ::notes::{Note, Notes, notes};
/// use schema_iso_diesel::asynchronous::{AsyncSafeConnection, RunQueryDsl};
/// use schema_iso_diesel::prelude::*;
///
/// async fn newest(conn: &mut AsyncSafeConnection<Notes>) -> QueryResult<Option<Note>> {
///     notes::table.order(notes::id.desc()).first(conn).await.optional()
/// }
/// ```
pub struct AsyncSafeConnection<P> {
    lent: Box<dyn LentAsyncConnection>,
    plugin: Invariant<P>,
}

impl<P> fmt::Debug for AsyncSafeConnection<P> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("AsyncSafeConnection")
            .field("plugin", &core::any::type_name::<P>())
            .finish_non_exhaustive()
    }
}

impl<P> AsyncSafeConnection<P> {
    pub(crate) fn new(lent: Box<dyn LentAsyncConnection>) -> Self {
        Self {
            lent,
            plugin: PhantomData,
        }
    }

    pub(crate) fn into_lent(self) -> Box<dyn LentAsyncConnection> {
        self.lent
    }

    /// The connection inside; it must not leave this crate.
    ///
    /// A statement that has begun and not ended was dropped, or forgotten, with its future. So
    /// the connection is closed here, where a destructor does not have to run.
    pub(crate) fn pg(&mut self) -> QueryResult<&mut AsyncPgConnection> {
        if self.lent.identity().is_reading() {
            self.lent.identity().condemn();
        }
        self.lent.pg()
    }

    /// The identity of the connection inside.
    pub(crate) fn identity(&self) -> &Identity {
        self.lent.identity()
    }

    /// Closes the connection, which is condemned, so that PostgreSQL rolls back.
    pub(super) fn close(&mut self, reason: TransactionError) -> TransactionError {
        drop(self.lent.pg().map(drop));
        reason
    }

    /// Notes how a statement has ended.
    pub(crate) fn ended<T>(&mut self, result: &QueryResult<T>) {
        match result {
            Ok(_) => self.identity().settle(),
            // An open transaction may be aborted now; it asks before it commits.
            Err(_) => {
                self.identity().end_reading();
                if self.pg().is_ok_and(|pg| transaction::depth(pg).is_none()) {
                    self.identity().settle();
                }
            }
        }
    }

    /// The placeholder for diesel-async's `batch_execute`: an error that says what to write
    /// instead.
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
}

impl<P: 'static> AsyncSafeConnection<P> {
    /// Runs `f` inside a transaction: commits if it returns `Ok`, rolls back if it returns `Err`.
    ///
    /// Inside a transaction it is a savepoint, so transactions nest. If the future is dropped
    /// before its end, or `f` panics, the connection is closed, and PostgreSQL rolls back.
    ///
    /// ```no_run
    /// use ::notes::{Notes, notes};
    /// use schema_iso_diesel::asynchronous::{AsyncSafeConnection, RunQueryDsl};
    /// use schema_iso_diesel::prelude::*;
    ///
    /// async fn replace(conn: &mut AsyncSafeConnection<Notes>, text: &str) -> QueryResult<()> {
    ///     conn.transaction(async |conn| {
    ///         schema_iso_diesel::delete(notes::table).execute(conn).await?;
    ///         let new = schema_iso_diesel::insert_into(notes::table).values(notes::text.eq(text));
    ///         new.execute(conn).await?;
    ///         Ok(())
    ///     })
    ///     .await
    /// }
    /// ```
    ///
    /// # Errors
    ///
    /// The error of `f`; the database's error for BEGIN, COMMIT or ROLLBACK; and
    /// [`TransactionError`] inside of Diesel's `QueryBuilderError`, if `f` exchanged the
    /// connection for another one or left a transaction open.
    pub fn transaction<'a, 'conn, T, E, F>(
        &'conn mut self,
        f: F,
    ) -> impl Future<Output = Result<T, E>> + Send + 'conn
    where
        for<'r> F: AsyncFnOnce(&'r mut Self) -> Result<T, E>
            + AsyncFunc<&'r mut Self, Result<T, E>, Fut: Send>
            + Send
            + 'a,
        T: Send + 'a,
        E: From<Error> + Send + 'a,
        'a: 'conn,
    {
        transaction::run(self, Begin::Plain, f)
    }

    /// Starts a transaction with an isolation level, an access mode or deferrable constraints.
    pub fn build_transaction(&mut self) -> AsyncTransactionBuilder<'_, P> {
        AsyncTransactionBuilder::new(self)
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
    pub async fn begin_test_transaction(&mut self) -> QueryResult<()> {
        let pg = self.pg()?;
        AsyncConnection::begin_test_transaction(pg).await
    }

    /// Runs `f` inside a transaction that is rolled back whatever it returns.
    ///
    /// # Panics
    ///
    /// If `f` returns an error, exchanges the connection for another one, or leaves a
    /// transaction open.
    pub async fn test_transaction<T, E, F>(&mut self, f: F) -> T
    where
        for<'r> F: AsyncFnOnce(&'r mut Self) -> Result<T, E>
            + AsyncFunc<&'r mut Self, Result<T, E>, Fut: Send>
            + Send,
        T: Send,
        E: fmt::Debug + Send,
    {
        transaction::run_test(self, f).await
    }
}
