//! `Watch`: notes failures and prepared statements of a connection, through Diesel's instrumentation.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

use diesel::connection::{Instrumentation, InstrumentationEvent, get_default_instrumentation};
use diesel::pg::PgConnection;
use diesel::prelude::{QueryableByName, RunQueryDsl};
use diesel::result::{DatabaseErrorKind, Error};
use diesel::sql_types::Text;

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
    is_english: bool,
    next: Option<Box<dyn Instrumentation>>,
}

impl Watcher {
    pub(super) fn new(watch: Arc<Watch>, is_english: bool) -> Self {
        Self {
            watch,
            is_english,
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
                if error.is_some_and(|error| may_be_stale(error, self.is_english)) {
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

/// Whether a failure can come from a prepared statement or a type that is not what it was.
///
/// Diesel has no kind for these, so their messages tell, where these are in English. In
/// another language every failure without a kind counts, which costs a few statements that
/// are prepared again.
fn may_be_stale(error: &Error, is_english: bool) -> bool {
    match error {
        Error::DatabaseError(DatabaseErrorKind::UnableToSendCommand, _) => true,
        Error::DatabaseError(DatabaseErrorKind::Unknown, information) => {
            let message = information.message();
            !is_english || STALE.iter().any(|stale| message.contains(stale))
        }
        _ => false,
    }
}

/// Parts of PostgreSQL's messages about statements, types and tables that have changed.
const STALE: &[&str] = &[
    "cached plan must not change result type",
    "cache lookup failed",
    "prepared statement",
    "with OID",
];

#[derive(QueryableByName)]
struct Language {
    #[diesel(sql_type = Text)]
    name: String,
}

/// Whether the server's messages are in English, as far as it says so.
pub(super) fn is_english(pg: &mut PgConnection) -> bool {
    let query = diesel::sql_query("SELECT pg_catalog.current_setting('lc_messages')::text AS name");
    let languages: Vec<Language> = query.load(pg).unwrap_or_default();
    languages.iter().any(|Language { name }| {
        name.is_empty()
            || name == "C"
            || ["C.", "POSIX", "en_", "English"]
                .iter()
                .any(|it| name.starts_with(it))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn failure(message: &str) -> Error {
        Error::DatabaseError(DatabaseErrorKind::Unknown, Box::new(message.to_owned()))
    }

    #[test]
    fn a_failure_that_has_nothing_to_do_with_the_caches_leaves_them_alone() {
        let stale = failure("cached plan must not change result type");
        let other = failure("division by zero");
        assert!(may_be_stale(&stale, true));
        assert!(!may_be_stale(&other, true));
        assert!(may_be_stale(&other, false));
        assert!(!may_be_stale(&Error::NotFound, false));
    }
}
