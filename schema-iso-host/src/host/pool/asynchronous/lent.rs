//! `AsyncLent`: an async connection on loan.

use std::sync::Arc;

use diesel::result::QueryResult;
use diesel_async::AsyncPgConnection;
use schema_iso_query::connection::{Identity, LentAsyncConnection, TransactionError};

use super::connection::Kept;
use super::pools::AsyncPools;

/// An async connection on loan; it goes back when it is dropped.
pub(in crate::host) struct AsyncLent {
    /// None once the connection was condemned and closed.
    connection: Option<Kept>,
    identity: Identity,
    /// As long as one is on loan, there is somebody to give it back to.
    pools: Arc<AsyncPools>,
}

impl AsyncLent {
    pub(super) fn new(connection: Kept, pools: &Arc<AsyncPools>) -> Self {
        Self {
            identity: connection.identity().clone(),
            connection: Some(connection),
            pools: Arc::clone(pools),
        }
    }

    fn give_back(&mut self) {
        if let Some(connection) = self.connection.take() {
            self.pools.give_back(connection);
        }
    }
}

impl LentAsyncConnection for AsyncLent {
    fn pg(&mut self) -> QueryResult<&mut AsyncPgConnection> {
        if self.identity.is_condemned() {
            // The pool closes what is condemned.
            self.give_back();
        }
        let connection = self.connection.as_mut().ok_or(TransactionError::Closed)?;
        Ok(connection.pg())
    }

    fn identity(&self) -> &Identity {
        &self.identity
    }
}

impl Drop for AsyncLent {
    fn drop(&mut self) {
        self.give_back();
    }
}
