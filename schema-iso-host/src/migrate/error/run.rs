//! What stops an operation over several plugins; the host has its own names for them.

use super::drift::DriftError;
use super::migrate::MigrateErrors;
use super::server::ServerError;
use crate::address::ConnectFailure;

/// Why not all plugins were migrated.
#[derive(Debug)]
pub(crate) enum RunError {
    Connect(ConnectFailure),
    Server(ServerError),
    Migrate(MigrateErrors),
    Drift(DriftError),
}

/// Why the database was not asked about a plugin.
#[derive(Debug)]
pub(crate) enum StatusError {
    Connect(ConnectFailure),
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

impl From<ConnectFailure> for RunError {
    fn from(source: ConnectFailure) -> Self {
        Self::Connect(source)
    }
}

impl From<ConnectFailure> for StatusError {
    fn from(source: ConnectFailure) -> Self {
        Self::Connect(source)
    }
}
