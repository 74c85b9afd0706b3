//! A connection of a host, with what the pools know of it.

use std::sync::Arc;

use diesel::connection::{AnsiTransactionManager, CacheSize, SimpleConnection, TransactionManager};
use diesel::pg::{GetPgMetadataCache, PgConnection, PgMetadataCache};
use diesel::prelude::Connection;
use diesel::result::QueryResult;
use schema_iso_query::connection::Identity;

use super::room::{Noted, Permit};
use super::session::SessionSettings;
use super::watch::{Watch, Watcher};
use crate::address::{Address, ConnectFailure};

/// A connection to the database, its identity, and the right to have it.
pub(in crate::host) struct HostConnection {
    pg: PgConnection,
    identity: Noted,
    watch: Arc<Watch>,
    /// The slot whose session settings are in force, if they are known.
    prepared_for: Option<usize>,
    /// Connections of an older generation are let go of.
    generation: u64,
    permit: Permit,
}

impl HostConnection {
    /// Opens a connection; the permit comes back if that fails.
    pub(super) fn open(
        address: &Address,
        settings: &SessionSettings,
        generation: u64,
        permit: Permit,
    ) -> Result<Self, (Permit, OpenFailure)> {
        let mut pg = match address.connect() {
            Ok(pg) => pg,
            Err(error) => return Err((permit, OpenFailure::Connect(error))),
        };
        let watch = Arc::new(Watch::default());
        pg.set_instrumentation(Watcher::new(Arc::clone(&watch)));
        if let Err(error) = pg.batch_execute(settings.prepare()) {
            return Err((permit, OpenFailure::Prepare(error)));
        }
        Ok(Self {
            pg,
            identity: Noted::new(permit.room()),
            watch,
            prepared_for: Some(permit.slot()),
            generation,
            permit,
        })
    }

    /// The raw connection. After a failure that Diesel's caches can be the cause of, they
    /// are emptied first: so a statement or a type that another program's migration has
    /// changed costs one failed query.
    pub(in crate::host) fn pg(&mut self) -> &mut PgConnection {
        if self.watch.take_failed() {
            self.empty_caches();
        }
        &mut self.pg
    }

    pub(in crate::host) fn identity(&self) -> &Identity {
        &self.identity.identity
    }

    pub(super) fn generation(&self) -> u64 {
        self.generation
    }

    pub(super) fn into_permit(self) -> Permit {
        self.permit
    }

    pub(super) fn permit_mut(&mut self) -> &mut Permit {
        &mut self.permit
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
        self.pg.batch_execute(&settings.reset_and_prepare())?;
        self.empty_caches();
        self.watch.forget_prepared();
        if !settings.keeps_statements() {
            self.pg
                .set_prepared_statement_cache_size(CacheSize::Disabled);
        }
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
        self.pg
            .set_prepared_statement_cache_size(CacheSize::Unbounded);
        *self.pg.get_metadata_cache() = PgMetadataCache::new();
    }

    /// Keeps the number of prepared statements within a bound; above it, all are given up,
    /// in one round trip.
    pub(super) fn bound_statements(&mut self, largest: usize) -> QueryResult<()> {
        if self.watch.prepared() > largest {
            self.pg.batch_execute("DEALLOCATE ALL")?;
            self.empty_caches();
            self.watch.forget_prepared();
        }
        Ok(())
    }

    /// Whether the connection is at rest, so that it can serve again: no transaction of any
    /// kind, no answer half read, nothing that condemns it.
    pub(super) fn is_clean(&mut self) -> bool {
        let status = AnsiTransactionManager::transaction_manager_status_mut(&mut self.pg);
        matches!(status.transaction_depth(), Ok(None))
            && !self.watch.is_running()
            && !self.identity.identity.is_reading()
            && !self.identity.identity.is_condemned()
    }

    /// Whether the server has closed the connection, as far as it has said so: what has
    /// arrived is looked at, and no round trip is made.
    pub(super) fn is_closed_by_the_server(&mut self) -> bool {
        // The first look can find the message that says good-bye, the second finds the end.
        (0..2).any(|_| self.pg.notifications_iter().any(|arrived| arrived.is_err()))
    }

    /// Asks the server whether the connection lives, in a round trip.
    pub(super) fn ping(&mut self) -> QueryResult<()> {
        self.pg.batch_execute("SELECT 1")
    }
}

/// Why a connection was not opened.
#[derive(Debug, thiserror::Error)]
pub(super) enum OpenFailure {
    /// The database cannot be reached.
    #[error(transparent)]
    Connect(ConnectFailure),
    /// The session's settings were refused.
    #[error("could not prepare the connection")]
    Prepare(#[source] diesel::result::Error),
}
