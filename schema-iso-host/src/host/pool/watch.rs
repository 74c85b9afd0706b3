//! `Watch`: notes failures and prepared statements of a connection, through Diesel's instrumentation.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

use diesel::connection::{Instrumentation, InstrumentationEvent, get_default_instrumentation};
use diesel::result::{DatabaseErrorKind, Error};

/// What has happened on a connection.
#[derive(Debug, Default)]
pub(super) struct Watch {
    /// A query has begun and not ended, as with an iterator that was forgotten.
    running: AtomicBool,
    /// A query failed in a way that statements or types in Diesel's caches can be the cause of.
    failed: AtomicBool,
    /// How many statements Diesel has prepared since the last reset.
    prepared: AtomicUsize,
}

impl Watch {
    pub(super) fn is_running(&self) -> bool {
        self.running.load(Ordering::Relaxed)
    }

    /// Whether a query has failed since the last time somebody asked.
    pub(super) fn take_failed(&self) -> bool {
        // A plain load first: it is asked before every statement.
        self.failed.load(Ordering::Relaxed) && self.failed.swap(false, Ordering::Relaxed)
    }

    /// Notes that nothing is left of the query that had not ended.
    pub(super) fn settle(&self) {
        self.running.store(false, Ordering::Relaxed);
    }

    pub(super) fn prepared(&self) -> usize {
        self.prepared.load(Ordering::Relaxed)
    }

    pub(super) fn forget_prepared(&self) {
        self.prepared.store(0, Ordering::Relaxed);
    }
}

/// Passes what happens on to the [`Watch`], and to what the host's process has set up.
pub(super) struct Watcher {
    watch: Arc<Watch>,
    next: Option<Box<dyn Instrumentation>>,
}

impl Watcher {
    pub(super) fn new(watch: Arc<Watch>) -> Self {
        Self {
            watch,
            next: get_default_instrumentation(),
        }
    }
}

impl Instrumentation for Watcher {
    fn on_connection_event(&mut self, event: InstrumentationEvent<'_>) {
        match &event {
            InstrumentationEvent::StartQuery { .. } => {
                self.watch.running.store(true, Ordering::Relaxed);
            }
            InstrumentationEvent::FinishQuery { error, .. } => {
                self.watch.running.store(false, Ordering::Relaxed);
                if error.is_some_and(may_be_stale) {
                    self.watch.failed.store(true, Ordering::Relaxed);
                }
            }
            InstrumentationEvent::CacheQuery { .. } => {
                self.watch.prepared.fetch_add(1, Ordering::Relaxed);
            }
            _ => {}
        }
        if let Some(next) = &mut self.next {
            next.on_connection_event(event);
        }
    }
}

/// Whether a failure can come from a prepared statement or a type that is not what it was:
/// "cached plan must not change result type", "cache lookup failed for type" and "prepared
/// statement does not exist" among them.
///
/// Diesel has no kind for these, and messages are in the server's language, so that every
/// failure of no kind counts.
fn may_be_stale(error: &Error) -> bool {
    matches!(
        error,
        Error::DatabaseError(
            DatabaseErrorKind::Unknown | DatabaseErrorKind::UnableToSendCommand,
            _
        )
    )
}
