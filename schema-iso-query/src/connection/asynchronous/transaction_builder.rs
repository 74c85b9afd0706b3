//! `AsyncTransactionBuilder`: async transactions with an isolation level or an access mode.

use core::fmt;
use core::future::Future;

use diesel::result::Error;

use super::safe::AsyncSafeConnection;
use super::transaction::{self, AsyncFunc, Begin};

/// Builds a transaction with the options of PostgreSQL's `BEGIN`.
///
/// # Examples
///
/// ```no_run
/// use ::notes::{Notes, notes};
/// use schema_iso_diesel::asynchronous::{AsyncSafeConnection, RunQueryDsl};
/// use schema_iso_diesel::prelude::*;
///
/// async fn count(conn: &mut AsyncSafeConnection<Notes>) -> QueryResult<i64> {
///     conn.build_transaction()
///         .read_only()
///         .serializable()
///         .deferrable()
///         .run(async |conn| notes::table.count().get_result(conn).await)
///         .await
/// }
/// ```
#[must_use = "the transaction begins with `run`"]
pub struct AsyncTransactionBuilder<'a, P> {
    connection: &'a mut AsyncSafeConnection<P>,
    isolation_level: &'static str,
    access_mode: &'static str,
    deferrable: &'static str,
}

impl<P> fmt::Debug for AsyncTransactionBuilder<'_, P> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("AsyncTransactionBuilder")
            .field("isolation_level", &self.isolation_level)
            .field("access_mode", &self.access_mode)
            .field("deferrable", &self.deferrable)
            .finish_non_exhaustive()
    }
}

impl<'a, P: 'static> AsyncTransactionBuilder<'a, P> {
    pub(super) fn new(connection: &'a mut AsyncSafeConnection<P>) -> Self {
        Self {
            connection,
            isolation_level: "",
            access_mode: "",
            deferrable: "",
        }
    }

    /// Makes the transaction `READ ONLY`.
    pub fn read_only(mut self) -> Self {
        self.access_mode = " READ ONLY";
        self
    }

    /// Makes the transaction `READ WRITE`.
    pub fn read_write(mut self) -> Self {
        self.access_mode = " READ WRITE";
        self
    }

    /// Makes the transaction `DEFERRABLE`.
    pub fn deferrable(mut self) -> Self {
        self.deferrable = " DEFERRABLE";
        self
    }

    /// Makes the transaction `NOT DEFERRABLE`.
    pub fn not_deferrable(mut self) -> Self {
        self.deferrable = " NOT DEFERRABLE";
        self
    }

    /// Makes the transaction `ISOLATION LEVEL READ COMMITTED`.
    pub fn read_committed(mut self) -> Self {
        self.isolation_level = " ISOLATION LEVEL READ COMMITTED";
        self
    }

    /// Makes the transaction `ISOLATION LEVEL REPEATABLE READ`.
    pub fn repeatable_read(mut self) -> Self {
        self.isolation_level = " ISOLATION LEVEL REPEATABLE READ";
        self
    }

    /// Makes the transaction `ISOLATION LEVEL SERIALIZABLE`.
    pub fn serializable(mut self) -> Self {
        self.isolation_level = " ISOLATION LEVEL SERIALIZABLE";
        self
    }

    /// Runs `f` inside the transaction: commits if it returns `Ok`, rolls back if it returns `Err`.
    ///
    /// # Errors
    ///
    /// [`Error::AlreadyInTransaction`] inside another transaction; otherwise as
    /// [`AsyncSafeConnection::transaction`].
    pub fn run<'b, T, E, F>(self, f: F) -> impl Future<Output = Result<T, E>> + Send + 'a
    where
        for<'r> F: AsyncFnOnce(&'r mut AsyncSafeConnection<P>) -> Result<T, E>
            + AsyncFunc<&'r mut AsyncSafeConnection<P>, Result<T, E>, Fut: Send>
            + Send
            + 'b,
        T: Send + 'b,
        E: From<Error> + Send + 'b,
        'b: 'a,
    {
        let begin = format!(
            "BEGIN TRANSACTION{}{}{}",
            self.isolation_level, self.access_mode, self.deferrable
        );
        transaction::run(self.connection, Begin::With(begin), f)
    }
}
