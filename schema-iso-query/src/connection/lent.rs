//! The connection of a host's pool that a plugin borrows.

use core::any::Any;

use diesel::PgConnection;
use diesel::result::QueryResult;

use super::Identity;

/// A connection that a host lends to a plugin, and that goes back when it is dropped.
///
/// A host implements it for the connections of its pool. [`SafeConnection`] keeps one
/// inside; only the [door](crate::door) turns one into the other. Outside of this module its name
/// is `LentConnection`; this one is what rustc prints to who shares a [`SafeConnection`] between
/// threads.
///
/// [`SafeConnection`]: super::SafeConnection
pub trait Connection: Any + Send {
    /// The raw connection, on which anything runs, ready for the next statement.
    ///
    /// # Errors
    ///
    /// [`TransactionError::Closed`](super::TransactionError::Closed) if the connection is
    /// condemned; it is then closed.
    fn pg(&mut self) -> QueryResult<&mut PgConnection>;

    /// What tells it from all others. A condemned one does not go back to the pool.
    fn identity(&self) -> &Identity;
}
