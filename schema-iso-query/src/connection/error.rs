//! Why a transaction of a plugin was not ended, or a connection was closed.

/// Why a transaction was not ended, or a connection was closed; Diesel's `Error::QueryBuilderError` carries it.
///
/// The connections are closed, so that PostgreSQL rolls back what was open on them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum TransactionError {
    /// Another connection stands where the transaction began.
    #[error(
        "the connection was exchanged for another one inside of its transaction; both are closed, \
         and nothing is committed"
    )]
    Exchanged,
    /// A transaction inside of this one was neither committed nor rolled back, as after a
    /// panic that was caught.
    #[error(
        "a transaction inside of this one was left open, so that this one cannot be committed; \
         the connection is closed"
    )]
    LeftOpen,
    /// A future was dropped, or forgotten, before its statement had ended.
    #[cfg(feature = "async")]
    #[error(
        "a future was dropped before its statement had ended, so that nobody knows what it has \
         done; the connection is closed, and nothing is committed"
    )]
    Dropped,
    /// The connection was closed, for one of the other reasons.
    #[error(
        "the connection is closed, because a transaction was not ended on the connection that \
         it began on, or a future was dropped in its middle; take a new one out of the pool"
    )]
    Closed,
}

impl From<TransactionError> for diesel::result::Error {
    fn from(error: TransactionError) -> Self {
        Self::QueryBuilderError(Box::new(error))
    }
}
