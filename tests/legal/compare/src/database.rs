//! A database in which the programs find something.

use diesel::connection::{Connection, SimpleConnection};
use diesel::pg::PgConnection;
use schema_iso_host::Host;
use schema_iso_host::testing::TestDatabase;
use schema_iso_legal_plugin::Catalog;

/// The rows that every program starts with.
const ROWS: &str = include_str!("rows.sql");

/// What puts the numbers of new rows back, which no rollback does.
const RESTART: &str = "
    ALTER SEQUENCE plugin_catalog.groups_id_seq RESTART;
    ALTER SEQUENCE plugin_catalog.notes_id_seq RESTART;
    ALTER SEQUENCE plugin_catalog.reviews_id_seq RESTART;
";

/// The database, the host that booted on it, and a raw connection to it.
#[expect(missing_debug_implementations, reason = "a raw connection has none")]
pub struct Database {
    /// Boots the plugin; its connections are the plugin's.
    pub host: Host,
    /// What stock Diesel runs on.
    pub raw: PgConnection,
    // Dropped last: it takes the server's database with it.
    _database: TestDatabase,
}

impl Database {
    /// Boots the plugin on an empty database, and fills it.
    ///
    /// # Panics
    ///
    /// If the database or the host cannot be had, or the rows do not fit.
    #[must_use]
    pub fn with_rows() -> Self {
        let database = TestDatabase::create().expect("a database can be created");
        let host = database
            .host(|builder| builder.register(Catalog))
            .expect("the plugin boots");
        let mut raw = PgConnection::establish(&database.url()).expect("the server is there");
        raw.batch_execute(ROWS).expect("the rows fit the tables");
        Self {
            host,
            raw,
            _database: database,
        }
    }

    /// Makes the next run start where every other one did.
    ///
    /// # Panics
    ///
    /// If the server does not.
    pub fn restart_sequences(&mut self) {
        self.raw
            .batch_execute(RESTART)
            .expect("the sequences are there");
    }
}
