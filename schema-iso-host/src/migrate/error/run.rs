//! What stops an operation over several plugins; the host has its own names for them.

use diesel::result::ConnectionError;

use super::drift::DriftError;
use super::migrate::MigrateErrors;
use super::server::ServerError;

/// Why not all plugins were migrated.
#[derive(Debug)]
pub(crate) enum RunError {
    Connect(ConnectionError),
    Server(ServerError),
    Migrate(MigrateErrors),
    Drift(DriftError),
}

/// Why the database was not asked about a plugin.
#[derive(Debug)]
pub(crate) enum StatusError {
    Connect(ConnectionError),
    Server(ServerError),
}

impl From<ServerError> for RunError {
    fn from(source: ServerError) -> Self {
        Self::Server(source)
    }
}

impl From<ServerError> for StatusError {
    fn from(source: ServerError) -> Self {
        Self::Server(source)
    }
}

impl From<ConnectionError> for RunError {
    fn from(source: ConnectionError) -> Self {
        Self::Connect(source)
    }
}

impl From<ConnectionError> for StatusError {
    fn from(source: ConnectionError) -> Self {
        Self::Connect(source)
    }
}
