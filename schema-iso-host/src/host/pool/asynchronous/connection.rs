//! An async connection of a host, with what the pool knows of it.

use std::sync::Arc;
use std::time::{Duration, Instant};

use diesel::connection::CacheSize;
use diesel::result::QueryResult;
use diesel::sql_types::Text;
use diesel_async::{
    AnsiTransactionManager, AsyncConnection, AsyncPgConnection, RunQueryDsl, SimpleAsyncConnection,
    TransactionManager,
};
use futures_util::{FutureExt, StreamExt};
use schema_iso_query::connection::Identity;
use tokio_postgres::{CancelToken, NoTls};

use crate::address::Address;
use crate::host::pool::connection::OpenFailure;
use crate::host::pool::losses::Losses;
use crate::host::pool::room::Permit;
use crate::host::pool::session::SessionSettings;
use crate::host::pool::watch::{Watch, Watcher, is_english_name};

/// An async connection to the database, its identity, and the right to have it.
pub(in crate::host) struct AsyncHostConnection {
    pg: AsyncPgConnection,
    identity: Identity,
    watch: Arc<Watch>,
    /// The slot whose session settings are in force, if they are known.
    prepared_for: Option<usize>,
    /// A query failed in a way that cached statements or types can be the cause of. The cache of
    /// types cannot be emptied, so the connection does not serve again.
    is_stale: bool,
    /// Connections of an older generation are let go of.
    generation: u64,
    made: Instant,
    /// When it was last known to live, as far as that was asked.
    lived: Instant,
    losses: Arc<Losses>,
    /// Its place is free only after it was closed.
    permit: Arc<Permit<Kept>>,
}

/// What the room keeps of an idle connection.
pub(super) type Kept = Box<AsyncHostConnection>;

impl AsyncHostConnection {
    /// Opens a connection, prepared for a slot.
    pub(super) async fn open(
        address: &Address,
        settings: &SessionSettings,
        slot: usize,
        generation: u64,
        losses: &Arc<Losses>,
        permit: Arc<Permit<Kept>>,
    ) -> Result<Kept, OpenFailure> {
        let mut pg = address
            .connect_async()
            .await
            .map_err(OpenFailure::Connect)?;
        let watch = Arc::new(Watch::default());
        let is_english = is_english(&mut pg).await;
        pg.set_instrumentation(Watcher::new(Arc::clone(&watch), is_english));
        pg.batch_execute(settings.prepare())
            .await
            .map_err(|error| OpenFailure::Prepare(error.into()))?;
        if !settings.names_statements() {
            pg.set_prepared_statement_cache_size(CacheSize::Disabled);
        }
        Ok(Box::new(Self {
            pg,
            identity: Identity::new(),
            watch,
            prepared_for: Some(slot),
            is_stale: false,
            generation,
            made: Instant::now(),
            lived: Instant::now(),
            losses: Arc::clone(losses),
            permit,
        }))
    }

    /// The raw connection.
    pub(super) fn pg(&mut self) -> &mut AsyncPgConnection {
        if self.watch.take_failed() {
            self.is_stale = true;
            // Statements, at least, are prepared anew.
            self.forget_statements(true);
        }
        &mut self.pg
    }

    pub(super) fn identity(&self) -> &Identity {
        &self.identity
    }

    pub(super) fn generation(&self) -> u64 {
        self.generation
    }

    pub(super) fn permit(&self) -> &Arc<Permit<Kept>> {
        &self.permit
    }

    /// How long ago it was made.
    pub(super) fn age(&self) -> Duration {
        self.made.elapsed()
    }

    /// Makes the session that of a slot, in one round trip or none.
    pub(super) async fn prepare_for(
        &mut self,
        slot: usize,
        settings: &SessionSettings,
    ) -> QueryResult<()> {
        if self.prepared_for == Some(slot) {
            return Ok(());
        }
        // Until the statements are through, nobody knows what the session is set to.
        self.prepared_for = None;
        self.forget_statements(settings.keeps_statements());
        self.pg
            .batch_execute(&settings.reset_for_driver_and_prepare())
            .await?;
        self.prepared_for = Some(slot);
        Ok(())
    }

    /// Empties the cache of statements; the driver gives up those that it held.
    fn forget_statements(&mut self, caches_statements: bool) {
        self.pg
            .set_prepared_statement_cache_size(CacheSize::Disabled);
        if caches_statements {
            self.pg
                .set_prepared_statement_cache_size(CacheSize::Unbounded);
        }
        self.watch.forget_prepared();
    }

    /// Keeps the number of prepared statements within a bound; above it, all are given up.
    pub(super) fn bound_statements(&mut self, settings: &SessionSettings) {
        if self.watch.prepared() > settings.most_statements() {
            self.forget_statements(settings.names_statements());
        }
    }

    /// Whether the connection is at rest, so that it can serve again: no transaction of any
    /// kind, no statement in its middle, no answer half read, nothing that condemns it.
    pub(super) fn is_clean(&mut self) -> bool {
        let status = AnsiTransactionManager::transaction_manager_status_mut(&mut self.pg);
        matches!(status.transaction_depth(), Ok(None))
            && !self.is_running()
            && !self.identity.is_condemned()
            && !self.is_stale
            && !self.watch.take_failed()
    }

    /// Whether the server may still be at work on a statement of the last user.
    pub(super) fn is_running(&self) -> bool {
        self.watch.is_running() || self.identity.is_unsettled() || self.identity.is_reading()
    }

    /// What asks the server to give up the statement that runs.
    pub(super) fn cancel_token(&self) -> CancelToken {
        self.pg.cancel_token()
    }

    /// Whether the server has closed the connection, as far as it has said so.
    pub(super) fn is_closed_by_the_server(&mut self) -> bool {
        let mut news = core::pin::pin!(self.pg.notifications_stream());
        loop {
            match news.next().now_or_never() {
                None => return false,
                // A message that a plugin has subscribed to.
                Some(Some(Ok(_))) => {}
                Some(Some(Err(_)) | None) => break,
            }
        }
        self.losses.note();
        true
    }

    /// Whether the connection lives, as far as can be seen without a round trip. It takes one
    /// if it has to be certain, or if the server has just closed another connection.
    pub(super) async fn is_alive(&mut self, to_be_certain: bool) -> bool {
        if self.is_closed_by_the_server() {
            return false;
        }
        if to_be_certain || self.losses.make_suspect(self.lived) {
            let asked = Instant::now();
            if self.pg.batch_execute("SELECT 1").await.is_err() {
                self.losses.note();
                return false;
            }
            self.lived = asked;
        }
        true
    }
}

/// Asks the server to give up the statement that a connection runs, and closes the connection.
pub(super) async fn cancel_and_close(connection: Kept, longest: Duration) {
    let token = connection.cancel_token();
    match tokio::time::timeout(longest, token.cancel_query(NoTls)).await {
        Ok(Ok(())) => {}
        Ok(Err(error)) => tracing::debug!(%error, "could not cancel a statement"),
        Err(_) => tracing::debug!("a statement was not cancelled in time"),
    }
    drop(connection);
}

/// Whether the server's messages are in English, as far as it says so.
async fn is_english(pg: &mut AsyncPgConnection) -> bool {
    let setting = diesel::dsl::sql::<Text>("pg_catalog.current_setting('lc_messages')::text");
    let language: QueryResult<String> = diesel::select(setting).get_result(pg).await;
    language.is_ok_and(|name| is_english_name(&name))
}
