//! `Idle`: the connections of a boot's workers that no plugin has just now.

use std::sync::{Mutex, MutexGuard, PoisonError};

use diesel::pg::PgConnection;

/// Connections for migrations that are whole: nothing of the plugin before is in them (ISO-07).
///
/// A worker has one plugin at a time, so there are never more of them than workers.
#[derive(Default)]
pub(super) struct Idle(Mutex<Vec<PgConnection>>);

impl Idle {
    /// The connection that was left last.
    pub(super) fn take(&self) -> Option<PgConnection> {
        self.connections().pop()
    }

    pub(super) fn put(&self, pg: PgConnection) {
        self.connections().push(pg);
    }

    fn connections(&self) -> MutexGuard<'_, Vec<PgConnection>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
