//! One database for one test.

use std::sync::atomic::{AtomicU64, Ordering};

use diesel::connection::SimpleConnection;
use diesel::pg::PgConnection;
use diesel::prelude::Connection;
use throwaway_postgres::Server;

use super::error::TestDatabaseError;
use crate::host::{BootError, Host, HostBuilder};
use crate::migrate::quoted;

/// An empty database of the process's own server, dropped when the value is.
///
/// See [the module](crate::testing) for an example, and
/// [`TestTemplate`](super::TestTemplate) for databases that are migrated already.
#[derive(Debug)]
pub struct TestDatabase {
    server: &'static Server,
    name: String,
}

impl TestDatabase {
    /// Creates an empty database.
    ///
    /// # Errors
    ///
    /// [`TestDatabaseError`] if the server cannot be started or reached, or does not
    /// create the database.
    pub fn create() -> Result<Self, TestDatabaseError> {
        Self::copy("template0")
    }

    /// Creates a copy of another database, to which nobody may be connected.
    pub(super) fn copy(template: &str) -> Result<Self, TestDatabaseError> {
        static NEXT: AtomicU64 = AtomicU64::new(0);
        let server = Server::shared().map_err(|source| TestDatabaseError::Start { source })?;
        let number = NEXT.fetch_add(1, Ordering::Relaxed);
        let database = Self {
            server,
            name: format!("test_{}_{number}", std::process::id()),
        };
        let (name, template) = (quoted(&database.name), quoted(template));
        database
            .administrate()
            .map_err(|source| TestDatabaseError::Connect { source })?
            .batch_execute(&format!("CREATE DATABASE {name} TEMPLATE {template}"))
            .map_err(|source| TestDatabaseError::Create {
                database: database.name.clone(),
                source,
            })?;
        Ok(database)
    }

    /// The address, for anything that is built on libpq.
    #[must_use]
    pub fn url(&self) -> String {
        self.server.url(&self.name)
    }

    /// The name of the database.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// A host in the making for this database, with a small pool.
    pub fn builder(&self) -> HostBuilder {
        Host::builder(self.url()).pool(|pool| pool.max_size(3))
    }

    /// Boots a host on this database.
    ///
    /// # Errors
    ///
    /// [`BootError`] if the boot fails.
    pub fn host(&self, build: impl FnOnce(HostBuilder) -> HostBuilder) -> Result<Host, BootError> {
        build(self.builder()).migrate()?.init()
    }

    fn administrate(&self) -> diesel::ConnectionResult<PgConnection> {
        PgConnection::establish(&self.server.url("postgres"))
    }
}

impl Drop for TestDatabase {
    /// Closes all connections to the database and drops it. What cannot be dropped goes
    /// with the server.
    fn drop(&mut self) {
        let sql = format!(
            "DROP DATABASE IF EXISTS {} WITH (FORCE)",
            quoted(&self.name)
        );
        let dropped = self.administrate().map(|mut pg| pg.batch_execute(&sql));
        if !matches!(dropped, Ok(Ok(()))) {
            tracing::warn!(database = self.name, "could not drop a test database");
        }
    }
}
