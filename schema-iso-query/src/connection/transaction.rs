//! `build_transaction`: transactions that say more than BEGIN.

use core::fmt;

use diesel::connection::AnsiTransactionManager;
use diesel::result::Error;

use super::SafeConnection;

/// Builds a transaction, by the words of PostgreSQL's `BEGIN`.
///
/// # Examples
///
/// ```ignore
/// conn.build_transaction()
///     .read_only()
///     .serializable()
///     .deferrable()
///     .run(|conn| items::table.count().get_result::<i64>(conn))?;
/// ```
#[must_use = "the transaction begins with `run`"]
pub struct TransactionBuilder<'a, P> {
    connection: &'a mut SafeConnection<P>,
    isolation_level: &'static str,
    access_mode: &'static str,
    deferrable: &'static str,
}

impl<P> fmt::Debug for TransactionBuilder<'_, P> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("TransactionBuilder")
            .field("isolation_level", &self.isolation_level)
            .field("access_mode", &self.access_mode)
            .field("deferrable", &self.deferrable)
            .finish_non_exhaustive()
    }
}

impl<'a, P> TransactionBuilder<'a, P> {
    pub(super) fn new(connection: &'a mut SafeConnection<P>) -> Self {
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
    /// [`SafeConnection::transaction`].
    pub fn run<T, E, F>(self, f: F) -> Result<T, E>
    where
        F: FnOnce(&mut SafeConnection<P>) -> Result<T, E>,
        E: From<Error>,
    {
        let begin = format!(
            "BEGIN TRANSACTION{}{}{}",
            self.isolation_level, self.access_mode, self.deferrable
        );
        self.connection.run_transaction(
            |pg| AnsiTransactionManager::begin_transaction_sql(pg, &begin),
            f,
        )
    }
}
