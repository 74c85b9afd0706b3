//! `LentAsyncConnection`: the async connection of a host's pool that a plugin borrows.

use core::any::Any;

use diesel::result::QueryResult;
use diesel_async::AsyncPgConnection;

use crate::connection::Identity;

/// An async connection that a host lends to a plugin, and that goes back when it is dropped.
///
/// A host implements it for the connections of its pool. [`AsyncSafeConnection`] keeps one
/// inside; only the [door](crate::door) turns one into the other.
///
/// [`AsyncSafeConnection`]: super::AsyncSafeConnection
pub trait LentAsyncConnection: Any + Send + Sync {
    /// The raw connection, on which anything runs.
    ///
    /// # Errors
    ///
    /// [`TransactionError::Closed`](crate::connection::TransactionError::Closed) if the
    /// connection is condemned; it is then closed.
    fn pg(&mut self) -> QueryResult<&mut AsyncPgConnection>;

    /// What tells it from all others. A condemned one does not go back to the pool, and neither
    /// does one whose last answer has not been read to its end.
    fn identity(&self) -> &Identity;
}
