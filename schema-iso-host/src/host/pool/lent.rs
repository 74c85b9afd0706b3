//! `Lent`: a connection on loan.

use std::sync::Arc;

use diesel::pg::PgConnection;
use diesel::result::QueryResult;
use r2d2::PooledConnection;
use schema_iso_query::connection::{Identity, LentConnection, TransactionError};

use super::connection::HostConnection;
use super::manager::Manager;
use super::pools::Pools;
use super::single::Single;

/// A connection on loan; it goes back when it is dropped.
pub(in crate::host) struct Lent {
    /// None once the connection was condemned and closed.
    pooled: Option<PooledConnection<Manager>>,
    /// Where it goes back to.
    single: Option<Single>,
    identity: Identity,
    /// As long as one is on loan, there is somebody to give it back to.
    pools: Arc<Pools>,
}

impl Lent {
    pub(super) fn new(
        pooled: PooledConnection<Manager>,
        single: Single,
        pools: &Arc<Pools>,
    ) -> Self {
        Self {
            identity: pooled.identity().clone(),
            pooled: Some(pooled),
            single: Some(single),
            pools: Arc::clone(pools),
        }
    }

    /// The connection, unless it is condemned; then it is closed at once.
    pub(in crate::host) fn connection(&mut self) -> Result<&mut HostConnection, TransactionError> {
        if self.identity.is_condemned() {
            drop(self.pooled.take());
        }
        self.pooled.as_deref_mut().ok_or(TransactionError::Closed)
    }
}

impl LentConnection for Lent {
    fn pg(&mut self) -> QueryResult<&mut PgConnection> {
        Ok(self.connection()?.pg())
    }

    fn identity(&self) -> &Identity {
        &self.identity
    }
}

impl Drop for Lent {
    fn drop(&mut self) {
        // r2d2 looks whether it is broken, and closes it then.
        drop(self.pooled.take());
        if let Some(single) = self.single.take() {
            self.pools.give_back(single);
        }
    }
}
