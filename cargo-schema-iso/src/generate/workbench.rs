//! `Workbench`: a PostgreSQL server that starts with the command and goes with it.

use std::path::Path;
use std::sync::atomic::{AtomicU32, Ordering};

use diesel::connection::SimpleConnection;
use diesel::pg::PgConnection;
use diesel::prelude::*;
use diesel::sql_types::Text;
use schema_iso::id::PluginId;
use schema_iso_host::{Host, Migrated, MigrationDirectory};
use throwaway_postgres::Server;

use super::catalogue::Catalogue;
use super::error::{GenerateError, MigrationFailure};
use crate::declarations::Declarations;

/// A server on which migrations are tried; it is never one that somebody uses.
///
/// ```no_run
/// # fn main() -> Result<(), cargo_schema_iso::generate::GenerateError> {
/// let workbench = cargo_schema_iso::generate::Workbench::start()?;
/// # Ok(())
/// # }
/// ```
#[derive(Debug)]
pub struct Workbench {
    server: Server,
    next: AtomicU32,
}

impl Workbench {
    /// Starts the server, from programs that are installed. `DATABASE_URL` is not read.
    ///
    /// # Errors
    ///
    /// [`GenerateError::Server`] if no programs of a server are installed, or it does not start.
    pub fn start() -> Result<Self, GenerateError> {
        let server = Server::builder()
            .ignore_database_url()
            .start()
            .map_err(|source| GenerateError::Server { source })?;
        Ok(Self {
            server,
            next: AtomicU32::new(0),
        })
    }

    fn connect(&self, database: &str) -> Result<PgConnection, GenerateError> {
        PgConnection::establish(&self.server.url(database))
            .map_err(|source| GenerateError::Connect { source })
    }

    /// An empty database.
    fn database(&self) -> Result<Database<'_>, GenerateError> {
        let name = format!("work_{}", self.next.fetch_add(1, Ordering::Relaxed));
        self.connect("postgres")?
            .batch_execute(&format!("CREATE DATABASE {name} TEMPLATE template0"))
            .map_err(|source| GenerateError::Database { source })?;
        Ok(Database {
            workbench: self,
            name,
        })
    }

    /// A database with the plugin's schema, empty.
    pub(super) fn empty(&self, plugin: &Declarations) -> Result<Database<'_>, GenerateError> {
        let database = self.database()?;
        let schemas = std::iter::once(&plugin.schema).chain(&plugin.shared_schemas);
        let schemas: String = schemas
            .map(|schema| format!("CREATE SCHEMA \"{schema}\";"))
            .collect();
        self.connect(&database.name)?
            .batch_execute(&schemas)
            .map_err(|source| GenerateError::Database { source })?;
        Ok(database)
    }
}

/// A database of the server, dropped with the value.
#[derive(Debug)]
pub(super) struct Database<'w> {
    workbench: &'w Workbench,
    name: String,
}

impl Drop for Database<'_> {
    fn drop(&mut self) {
        // The server goes with the command, so what is left does no harm.
        if let Ok(mut pg) = self.workbench.connect("postgres") {
            let _ = pg.batch_execute(&format!("DROP DATABASE {} WITH (FORCE)", self.name));
        }
    }
}

impl Database<'_> {
    pub(super) fn connect(&self, schema: &str) -> Result<PgConnection, GenerateError> {
        let mut pg = self.workbench.connect(&self.name)?;
        pg.batch_execute(&format!("SET search_path TO \"{schema}\""))
            .map_err(|source| GenerateError::Database { source })?;
        Ok(pg)
    }

    pub(super) fn read(&self, schema: &str) -> Result<Catalogue, GenerateError> {
        Catalogue::read(&mut self.connect(schema)?, schema)
            .map_err(|source| GenerateError::Catalogue { source })
    }

    /// Applies a directory of migrations by the host's own runner.
    pub(super) fn migrate(
        &self,
        plugin: &Declarations,
        directory: &Path,
    ) -> Result<Host<Migrated>, MigrationFailure> {
        let id = PluginId::new(&plugin.id).map_err(|_| MigrationFailure::Id)?;
        let migrations =
            MigrationDirectory::read(id, directory).map_err(|source| MigrationFailure::Read {
                source: Box::new(source),
            })?;
        let mut builder = Host::builder(self.workbench.server.url(&self.name));
        for schema in &plugin.shared_schemas {
            builder = builder.shared_schema(schema);
        }
        builder
            .register_directory(migrations)
            .migrate()
            .map_err(|source| MigrationFailure::Run {
                source: Box::new(source),
            })
    }
}

#[derive(QueryableByName)]
struct Version {
    #[diesel(sql_type = Text)]
    version: String,
}

/// The version of a migration that is written now, `after` that of the last one.
pub(super) fn version(
    pg: &mut PgConnection,
    after: Option<&str>,
    place: usize,
) -> Result<String, GenerateError> {
    let place = i32::try_from(place).unwrap_or(i32::MAX);
    let version: Version = diesel::sql_query(
        "SELECT to_char(greatest(timezone('UTC', now()), \
             CASE WHEN $1 ~ '^(19|20|21)[0-9]{12}$' \
                  THEN to_timestamp($1, 'YYYYMMDDHH24MISS')::timestamp + interval '1 second' END) \
             + $2 * interval '1 second', 'YYYY-MM-DD-HH24MISS') AS version",
    )
    .bind::<Text, _>(after.unwrap_or_default())
    .bind::<diesel::sql_types::Integer, _>(place)
    .get_result(pg)
    .map_err(|source| GenerateError::Catalogue { source })?;
    Ok(version.version)
}
