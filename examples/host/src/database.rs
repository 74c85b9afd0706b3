//! The database of the demonstration, which is gone after it.

use diesel::{Connection as _, PgConnection, RunQueryDsl as _};
use throwaway_postgres::Server;

use crate::Outcome;

/// A new database: on a server of our own, or on the one that `DATABASE_URL` names.
pub(crate) struct Database {
    server: Server,
    name: String,
}

impl Database {
    pub(crate) fn create() -> Outcome<Self> {
        let server = Server::start()?;
        // On a server of somebody else's, nothing that is there is touched.
        let name = format!("schema_iso_demo_{}", std::process::id());
        create(&server, &name).map_err(|error| match server.version() {
            Some(_) => format!("no database on the server that was started: {error}"),
            None => format!("no database on the server that DATABASE_URL names: {error}"),
        })?;
        Ok(Self { server, name })
    }

    pub(crate) fn url(&self) -> String {
        self.server.url(&self.name)
    }

    pub(crate) fn describe(&self) -> String {
        let name = &self.name;
        match self.server.version() {
            Some(version) => {
                format!("{name}, on a PostgreSQL {version} that ends with this program")
            }
            None => format!("{name}, on the server that DATABASE_URL names"),
        }
    }

    /// A connection of plain Diesel, such as only a host can have.
    pub(crate) fn connect(&self) -> Outcome<PgConnection> {
        Ok(PgConnection::establish(&self.url())?)
    }

    /// Drops the database, and closes connections that are still open.
    pub(crate) fn remove(self) -> Outcome {
        let mut conn = PgConnection::establish(&maintenance(&self.server))?;
        let name = &self.name;
        diesel::sql_query(format!("DROP DATABASE {name} WITH (FORCE)")).execute(&mut conn)?;
        Ok(())
    }
}

fn create(server: &Server, name: &str) -> Outcome {
    let mut conn = PgConnection::establish(&maintenance(server))?;
    diesel::sql_query(format!("CREATE DATABASE {name}")).execute(&mut conn)?;
    Ok(())
}

fn maintenance(server: &Server) -> String {
    server.url("postgres")
}
