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
    /// Whether a query has begun and not ended, or has failed.
    #[inline]
    pub(super) fn has_something(&self) -> bool {
        self.is_running() || self.failed.load(Ordering::Relaxed)
    }

    #[inline]
    pub(super) fn is_running(&self) -> bool {
        self.running.load(Ordering::Relaxed)
    }

    /// Whether a query has failed since the last time somebody asked.
    pub(super) fn take_failed(&self) -> bool {
        self.failed.swap(false, Ordering::Relaxed)
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
    /// The query that runs was prepared before it began, as far as is known.
    was_prepared: bool,
    next: Option<Box<dyn Instrumentation>>,
}

impl Watcher {
    pub(super) fn new(watch: Arc<Watch>, is_english: bool) -> Self {
        Self {
            watch,
            is_english,
            was_prepared: false,
            next: get_default_instrumentation(),
        }
    }
}

impl Watcher {
    #[cold]
    fn note_failure(&self, error: &Error) {
        if may_be_stale(error, self.is_english, self.was_prepared) {
            self.watch.failed.store(true, Ordering::Relaxed);
        }
    }
}

impl Instrumentation for Watcher {
    fn on_connection_event(&mut self, event: InstrumentationEvent<'_>) {
        match &event {
            InstrumentationEvent::StartQuery { .. } => {
                self.watch.running.store(true, Ordering::Relaxed);
                self.was_prepared = true;
            }
            InstrumentationEvent::FinishQuery { error, .. } => {
                self.watch.running.store(false, Ordering::Relaxed);
                if let Some(error) = error {
                    self.note_failure(error);
                }
            }
            InstrumentationEvent::CacheQuery { .. } => {
                self.watch.prepared.fetch_add(1, Ordering::Relaxed);
                self.was_prepared = false;
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
/// Diesel has no kind for these and passes no SQLSTATE on, so their messages tell. PostgreSQL
/// translates only one of them in a way that leaves nothing to be recognized. It has no
/// DETAIL, HINT or position, and names no object, and the statement was prepared before.
/// Where messages are not in English, every failure of that kind counts; one that has another
/// cause costs statements that are prepared again.
fn may_be_stale(error: &Error, is_english: bool, was_prepared: bool) -> bool {
    match error {
        Error::DatabaseError(DatabaseErrorKind::UnableToSendCommand, _) => true,
        Error::DatabaseError(DatabaseErrorKind::Unknown, information) => {
            let message = information.message();
            if STALE.iter().any(|stale| contains(message, stale)) {
                return true;
            }
            if is_english {
                return message == CHANGED_RESULT;
            }
            let named = [
                information.details(),
                information.hint(),
                information.table_name(),
                information.column_name(),
                information.constraint_name(),
            ];
            was_prepared
                && named.iter().all(Option::is_none)
                && information.statement_position().is_none()
        }
        _ => false,
    }
}

/// Whether a message contains a part, without the tables that [`str::contains`] makes first:
/// these cost a failed statement more than the search.
fn contains(message: &str, part: &str) -> bool {
    let (message, part) = (message.as_bytes(), part.as_bytes());
    message.windows(part.len()).any(|window| window == part)
}

/// Parts of PostgreSQL's messages about types, tables and statements that have changed, which
/// are the same in every language: it does not translate the first, the second is a name that
/// Diesel gives, the third stands beside the number of an object. The last is English, and begins
/// the name of a statement of the async driver.
const STALE: &[&str] = &[
    "cache lookup failed",
    "__diesel_stmt_",
    "OID",
    "prepared statement \"s",
];

/// PostgreSQL's message about a statement whose columns have other types than when it was
/// prepared.
const CHANGED_RESULT: &str = "cached plan must not change result type";

#[derive(QueryableByName)]
struct Language {
    #[diesel(sql_type = Text)]
    name: String,
}

/// Whether the server's messages are in English, as far as it says so.
pub(super) fn is_english(pg: &mut PgConnection) -> bool {
    let query = diesel::sql_query("SELECT pg_catalog.current_setting('lc_messages')::text AS name");
    let languages: Vec<Language> = query.load(pg).unwrap_or_default();
    languages
        .iter()
        .any(|Language { name }| is_english_name(name))
}

/// Whether messages are in English with a value of `lc_messages`.
pub(super) fn is_english_name(name: &str) -> bool {
    name.is_empty()
        || name == "C"
        || ["C.", "POSIX", "en_", "English"]
            .iter()
            .any(|it| name.starts_with(it))
}

#[cfg(test)]
mod tests {
    use super::super::answer::Answer;
    use super::*;

    fn failure(message: &str) -> Error {
        Error::DatabaseError(DatabaseErrorKind::Unknown, Box::new(message.to_owned()))
    }

    #[test]
    fn a_failure_that_has_nothing_to_do_with_the_caches_leaves_them_alone() {
        let stale = failure("cached plan must not change result type");
        let other = failure("division by zero");
        for was_prepared in [true, false] {
            assert!(may_be_stale(&stale, true, was_prepared));
            assert!(!may_be_stale(&other, true, was_prepared));
            assert!(!may_be_stale(&Error::NotFound, false, was_prepared));
        }
    }

    #[test]
    fn a_failure_in_another_language_counts_if_the_statement_was_prepared_before() {
        let stale = failure("gecachter Plan darf den Ergebnistyp nicht ändern");
        assert!(may_be_stale(&stale, false, true));
        assert!(!may_be_stale(&stale, false, false));
        let located = Answer {
            message: "FEHLER",
            position: Some(8),
            ..Answer::default()
        };
        let located = Error::DatabaseError(DatabaseErrorKind::Unknown, Box::new(located));
        assert!(!may_be_stale(&located, false, true));
    }

    #[test]
    fn what_is_the_same_in_every_language_is_recognized_in_every_one() {
        for message in [
            "cache lookup failed for type 16385",
            "vorbereitete Anweisung »__diesel_stmt_3« existiert nicht",
            "Relation mit OID 16385 existiert nicht",
        ] {
            assert!(may_be_stale(&failure(message), false, false), "{message}");
            assert!(may_be_stale(&failure(message), true, false), "{message}");
        }
    }
}
