//! A connection of a host, with what the pools know of it.

use std::sync::Arc;
use std::time::Instant;

use diesel::connection::{AnsiTransactionManager, CacheSize, SimpleConnection, TransactionManager};
use diesel::pg::{GetPgMetadataCache, PgConnection, PgMetadataCache};
use diesel::prelude::Connection;
use diesel::result::QueryResult;
use schema_iso_query::connection::Identity;

use super::losses::Losses;
use super::room::Place;
use super::session::SessionSettings;
use super::watch::{Watch, Watcher, is_english};
use crate::address::{Address, ConnectFailure};
use crate::migrate::SqlError;

/// A connection to the database, its identity, and the right to have it.
pub(in crate::host) struct HostConnection {
    pg: PgConnection,
    identity: Identity,
    watch: Arc<Watch>,
    /// The slot whose session settings are in force, if they are known.
    prepared_for: Option<usize>,
    /// Whether Diesel prepares statements by name.
    caches_statements: bool,
    /// Whether the statements that the server has prepared are this session's alone.
    owns_statements: bool,
    /// The server has prepared statements that Diesel does not know any more.
    has_abandoned: bool,
    /// How many prepared statements there may be.
    most_statements: usize,
    /// Connections of an older generation are let go of.
    generation: u64,
    /// When it was last known to live, as far as that was asked.
    lived: Instant,
    losses: Arc<Losses>,
    /// Its place is free only after it was closed.
    _place: Arc<dyn Place>,
}

impl HostConnection {
    /// Opens a connection, prepared for a slot.
    pub(super) fn open(
        address: &Address,
        settings: &SessionSettings,
        slot: usize,
        generation: u64,
        losses: &Arc<Losses>,
        place: Arc<dyn Place>,
    ) -> Result<Self, OpenFailure> {
        let mut pg = address.connect().map_err(OpenFailure::Connect)?;
        let watch = Arc::new(Watch::default());
        let is_english = is_english(&mut pg);
        pg.set_instrumentation(Watcher::new(Arc::clone(&watch), is_english));
        pg.batch_execute(settings.prepare())
            .map_err(|error| OpenFailure::Prepare(error.into()))?;
        let names_statements = settings.names_statements();
        if !names_statements {
            pg.set_prepared_statement_cache_size(CacheSize::Disabled);
        }
        Ok(Self {
            pg,
            identity: Identity::new(),
            watch,
            prepared_for: Some(slot),
            caches_statements: names_statements,
            owns_statements: settings.keeps_statements(),
            has_abandoned: false,
            most_statements: usize::MAX,
            generation,
            lived: Instant::now(),
            losses: Arc::clone(losses),
            _place: place,
        })
    }

    /// The raw connection, ready for the next statement.
    ///
    /// What is left of an answer that nobody has read is read first. After a failure that
    /// Diesel's caches can be the cause of, they are emptied first: so a statement or a type
    /// that another program's migration has changed costs one failed query.
    #[inline]
    pub(in crate::host) fn pg(&mut self) -> &mut PgConnection {
        if self.watch.has_something() || self.identity.is_unsettled() || self.has_abandoned {
            self.make_ready();
        }
        &mut self.pg
    }

    // Out of line, so that a statement that finds nothing to do pays three loads.
    #[cold]
    fn make_ready(&mut self) {
        if self.watch.is_running() || self.identity.is_unsettled() {
            self.settle();
        }
        if self.watch.take_failed() {
            self.empty_caches();
            self.has_abandoned = self.owns_statements;
        }
        // A connection that is held for long does not collect them. An aborted transaction
        // would refuse it.
        if self.has_abandoned
            && self.watch.prepared() > self.most_statements
            && self.is_outside_of_transactions()
        {
            self.has_abandoned = false;
            if let Err(error) = self.deallocate() {
                tracing::debug!(%error, "could not give up the prepared statements");
            }
        }
    }

    /// Reads what is left of the answer to an earlier statement, in one round trip.
    ///
    /// libpq does so before a statement of the simple protocol, and refuses all others.
    fn settle(&mut self) {
        if let Err(error) = self.pg.batch_execute("SELECT") {
            // The next statement fails, too, and its caller gets the reason.
            tracing::debug!(%error, "could not read an answer to its end");
        }
        self.watch.settle();
        self.identity.settle();
    }

    fn is_outside_of_transactions(&mut self) -> bool {
        let status = AnsiTransactionManager::transaction_manager_status_mut(&mut self.pg);
        matches!(status.transaction_depth(), Ok(None))
    }

    pub(in crate::host) fn identity(&self) -> &Identity {
        &self.identity
    }

    pub(super) fn generation(&self) -> u64 {
        self.generation
    }

    /// Makes the session that of a slot, in one round trip or none.
    pub(in crate::host) fn prepare_for(
        &mut self,
        slot: usize,
        settings: &SessionSettings,
    ) -> QueryResult<()> {
        if self.prepared_for == Some(slot) {
            return Ok(());
        }
        // Until the statements are through, nobody knows what the session is set to.
        self.prepared_for = None;
        let in_transaction = !self.is_outside_of_transactions();
        self.pg
            .batch_execute(&settings.reset_and_prepare(in_transaction))?;
        self.identity.settle();
        self.caches_statements = settings.keeps_statements();
        self.forget_statements();
        self.prepared_for = Some(slot);
        Ok(())
    }

    /// Notes that the settings may be others than those of the last preparation.
    pub(in crate::host) fn forget_preparation(&mut self) {
        self.prepared_for = None;
    }

    /// Empties Diesel's caches of statements and types. The counter of statements' names
    /// goes on, so that no name is used twice.
    fn empty_caches(&mut self) {
        self.pg
            .set_prepared_statement_cache_size(CacheSize::Disabled);
        if self.caches_statements {
            self.pg
                .set_prepared_statement_cache_size(CacheSize::Unbounded);
        }
        *self.pg.get_metadata_cache() = PgMetadataCache::new();
    }

    /// Notes that the server has no prepared statement of this session any more.
    fn forget_statements(&mut self) {
        self.empty_caches();
        self.watch.forget_prepared();
        self.has_abandoned = false;
    }

    fn deallocate(&mut self) -> QueryResult<()> {
        self.pg.batch_execute("DEALLOCATE ALL")?;
        self.forget_statements();
        Ok(())
    }

    /// Keeps the number of prepared statements within a bound; above it, all are given up,
    /// in one round trip. If that cannot be, the connection cannot stay: `false`.
    pub(super) fn bound_statements(&mut self, largest: usize) -> bool {
        self.most_statements = largest;
        self.watch.prepared() <= largest || (self.owns_statements && self.deallocate().is_ok())
    }

    /// Whether the connection is at rest, so that it can serve again: no transaction of any
    /// kind, no answer half read, nothing that condemns it.
    pub(in crate::host) fn is_clean(&mut self) -> bool {
        self.is_outside_of_transactions()
            && !self.watch.is_running()
            && !self.identity.is_reading()
            && !self.identity.is_condemned()
    }

    /// Whether the server has closed the connection, as far as it has said so: what has
    /// arrived is looked at, and no round trip is made.
    pub(super) fn is_closed_by_the_server(&mut self) -> bool {
        // The first look can find the message that says good-bye, the second finds the end.
        let is_closed = (0..2).any(|_| self.pg.notifications_iter().any(|it| it.is_err()));
        if is_closed {
            self.losses.note();
        }
        is_closed
    }

    /// Whether the connection lives, as far as can be seen without a round trip. It takes one
    /// if it has to be certain, or if the server has just closed another connection.
    pub(super) fn is_alive(&mut self, to_be_certain: bool) -> bool {
        if self.is_closed_by_the_server() {
            return false;
        }
        if to_be_certain || self.losses.make_suspect(self.lived) {
            // In the time between, it can be closed again.
            let asked = Instant::now();
            if self.ping().is_err() {
                self.losses.note();
                return false;
            }
            self.lived = asked;
        }
        true
    }

    /// Asks the server whether the connection lives, in a round trip.
    pub(super) fn ping(&mut self) -> QueryResult<()> {
        self.pg.batch_execute("SELECT 1")
    }
}

/// Why a connection was not opened.
#[derive(Debug, thiserror::Error)]
pub(in crate::host) enum OpenFailure {
    /// The database cannot be reached.
    #[error(transparent)]
    Connect(ConnectFailure),
    /// The session's settings were refused.
    #[error("could not prepare the connection")]
    Prepare(#[source] SqlError),
    /// The server did not answer for as long as the checkout waits.
    #[cfg(feature = "async")]
    #[error("the server did not answer in time")]
    TimedOut,
}

#[cfg(feature = "async")]
impl OpenFailure {
    /// Whether a second attempt can succeed where the first one failed.
    pub(super) fn may_pass(&self) -> bool {
        !matches!(
            self,
            Self::Connect(ConnectFailure::Unreadable | ConnectFailure::NoAsyncTls) | Self::TimedOut
        )
    }
}

#[cfg(test)]
mod tests {
    use std::error::Error as _;

    use diesel::result::{DatabaseErrorKind, Error};

    use super::super::answer::Answer;
    use super::*;
    use crate::migrate::Chain;

    #[test]
    fn the_reason_why_a_connection_was_not_prepared_is_whole() {
        let kind = DatabaseErrorKind::ReadOnlyTransaction;
        let answer = Answer {
            message: "permission denied",
            details: Some("only some roles may"),
            hint: Some("grant it"),
            position: None,
        };
        let failure = OpenFailure::Prepare(Error::DatabaseError(kind, Box::new(answer)).into());
        let source = failure
            .source()
            .and_then(|it| it.downcast_ref::<SqlError>());
        assert_eq!(source.and_then(SqlError::hint), Some("grant it"));
        assert_eq!(
            Chain(&failure).to_string(),
            "could not prepare the connection: permission denied (SQLSTATE 25006)\n\
             DETAIL: only some roles may\nHINT: grant it",
        );
    }
}
