//! The connections of the pool, each of which knows the plugin it was prepared for.

use std::collections::HashMap;
use std::mem;
use std::sync::atomic::{AtomicU64, Ordering};

use diesel::connection::SimpleConnection;
use diesel::pg::{GetPgMetadataCache, PgConnection, PgMetadataCache};
use diesel::prelude::Connection;
use diesel::r2d2::{Error, R2D2Connection};
use diesel::result::QueryResult;
use r2d2::{HandleError, ManageConnection, Pool};
use schema_iso::id::PluginId;
use schema_iso_query::connection::LentConnection;

use super::pool_options::PoolOptions;

/// A connection on loan from the pool.
pub(crate) type PooledHostConnection = r2d2::PooledConnection<ConnectionManager>;

/// The same, as a plugin's connection keeps it.
pub(super) struct Lent(pub(super) PooledHostConnection);

impl LentConnection for Lent {
    fn pg(&mut self) -> &mut PgConnection {
        self.0.pg()
    }
}

/// A connection, and for which plugin it was last prepared.
pub(crate) struct HostConnection {
    pg: PgConnection,
    prepared_for: Option<PluginId>,
    serial: u64,
    /// Whose types `pg` remembers.
    types_of: Option<PluginId>,
    /// What it remembered for the other plugins.
    types: HashMap<PluginId, PgMetadataCache>,
}

impl HostConnection {
    fn establish(database_url: &str) -> diesel::ConnectionResult<Self> {
        static NEXT: AtomicU64 = AtomicU64::new(0);
        Ok(Self {
            pg: PgConnection::establish(database_url)?,
            prepared_for: None,
            serial: NEXT.fetch_add(1, Ordering::Relaxed),
            types_of: None,
            types: HashMap::new(),
        })
    }

    pub(crate) fn pg(&mut self) -> &mut PgConnection {
        &mut self.pg
    }

    /// What tells this connection from all others of the process.
    pub(super) fn serial(&self) -> u64 {
        self.serial
    }

    /// Prepares the connection for a plugin, in one round trip or none.
    pub(super) fn prepare_for(&mut self, plugin: PluginId, batch: &str) -> QueryResult<()> {
        if self.prepared_for == Some(plugin) {
            return Ok(());
        }
        // Until the batch is through, nobody knows what the session is set to.
        self.prepared_for = None;
        self.pg.batch_execute(batch)?;
        self.prepared_for = Some(plugin);
        self.remember_types_of(plugin);
        Ok(())
    }

    /// Exchanges the types that Diesel remembers. A name without a schema, `citext` for
    /// one, means what the search path of the plugin says (ISO-12).
    fn remember_types_of(&mut self, plugin: PluginId) {
        if self.types_of == Some(plugin) {
            return;
        }
        let types = self.types.remove(&plugin).unwrap_or_default();
        let last = mem::replace(self.pg.get_metadata_cache(), types);
        if let Some(last_plugin) = self.types_of.replace(plugin) {
            self.types.insert(last_plugin, last);
        }
    }

    /// Notes that the settings may be others than those of the last preparation.
    pub(super) fn forget_preparation(&mut self) {
        self.prepared_for = None;
    }

    /// Whether the connection is of no more use, be it lost or in a transaction.
    pub(super) fn is_broken(&mut self) -> bool {
        self.pg.is_broken()
    }
}

/// Opens and judges connections for the pool.
pub(crate) struct ConnectionManager {
    database_url: String,
}

impl ManageConnection for ConnectionManager {
    type Connection = HostConnection;
    type Error = Error;

    fn connect(&self) -> Result<HostConnection, Error> {
        HostConnection::establish(&self.database_url).map_err(Error::ConnectionError)
    }

    fn is_valid(&self, connection: &mut HostConnection) -> Result<(), Error> {
        connection.pg.ping().map_err(Error::QueryError)
    }

    /// A panic may have left anything behind; so the connection goes back clean or
    /// not at all.
    fn has_broken(&self, connection: &mut HostConnection) -> bool {
        std::thread::panicking() || connection.is_broken()
    }
}

/// Reports what the pool meets while it opens connections in the background.
#[derive(Debug)]
struct Trace;

impl HandleError<Error> for Trace {
    fn handle_error(&self, error: Error) {
        tracing::warn!(%error, "the pool could not open or check a connection");
    }
}

/// Makes the pool; no connection is waited for.
pub(super) fn open(database_url: &str, options: &PoolOptions) -> Pool<ConnectionManager> {
    Pool::builder()
        .max_size(options.max_size)
        .min_idle(Some(options.min_idle.min(options.max_size)))
        .connection_timeout(options.connection_timeout)
        .idle_timeout(options.idle_timeout)
        .max_lifetime(options.max_lifetime)
        .test_on_check_out(options.test_on_check_out)
        .error_handler(Box::new(Trace))
        .build_unchecked(ConnectionManager {
            database_url: database_url.to_owned(),
        })
}
