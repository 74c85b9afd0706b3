//! `Builder`: the settings of a server.

use crate::configuration::MAX_CONNECTIONS;
use crate::error::StartError;
use crate::server::Server;

/// The settings of a server that is to be started; [`Server::builder`] creates it.
///
/// The settings apply to a server that this process starts. The server that `DATABASE_URL`
/// names is used as it is.
///
/// ```no_run
/// # fn main() -> Result<(), throwaway_postgres::StartError> {
/// let server = throwaway_postgres::Server::builder()
///     .max_connections(500)
///     .setting("log_statement", "all")
///     .start()?;
/// # Ok(())
/// # }
/// ```
#[derive(Debug, Clone)]
#[must_use]
pub struct Builder {
    pub(crate) superuser: String,
    pub(crate) max_connections: u32,
    pub(crate) settings: Vec<(String, String)>,
    pub(crate) ignore_database_url: bool,
}

impl Builder {
    pub(crate) fn new() -> Self {
        Self {
            superuser: "postgres".to_owned(),
            max_connections: MAX_CONNECTIONS,
            settings: Vec::new(),
            ignore_database_url: false,
        }
    }

    /// Sets the name of the superuser that [`Server::url`] logs in as. Default: `postgres`.
    pub fn superuser(mut self, name: impl Into<String>) -> Self {
        self.superuser = name.into();
        self
    }

    /// Sets how many connections the server accepts. Default: 200.
    pub fn max_connections(mut self, connections: u32) -> Self {
        self.max_connections = connections;
        self
    }

    /// Adds a line to `postgresql.conf`, which wins over what stands there.
    pub fn setting(mut self, name: impl Into<String>, value: impl Into<String>) -> Self {
        self.settings.push((name.into(), value.into()));
        self
    }

    /// Starts a server even if `DATABASE_URL` is set, for tests that need to
    /// stop it or to set it up in their own way.
    pub fn ignore_database_url(mut self) -> Self {
        self.ignore_database_url = true;
        self
    }

    /// Starts the server and waits until it takes connections.
    ///
    /// # Errors
    ///
    /// As [`Server::start`]; also if a setting's name or value is not one that
    /// `postgresql.conf` can hold, or if the server does not accept it.
    pub fn start(self) -> Result<Server, StartError> {
        Server::start_with(&self)
    }
}
