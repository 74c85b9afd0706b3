//! The errors of starting and stopping a server.

use std::io;
use std::path::PathBuf;
use std::process::ExitStatus;

/// Why a server did not start.
///
/// ```no_run
/// use throwaway_postgres::{Server, StartError};
///
/// match Server::start() {
///     Ok(server) => drop(server),
///     Err(StartError::NoBinaries) => { /* skip what needs PostgreSQL */ }
///     Err(error) => panic!("{error}"),
/// }
/// ```
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum StartError {
    /// No `initdb` and `postgres` in any of the usual places.
    #[error(
        "the programs of a PostgreSQL server (initdb, postgres) are not found; install them (Debian and \
         Ubuntu: apt-get install postgresql; Fedora: dnf install postgresql-server; Alpine: \
         apk add postgresql; macOS: brew install postgresql), or name their directory in \
         PG_BIN_DIR, or a running server in DATABASE_URL"
    )]
    NoBinaries,

    /// `PG_BIN_DIR` is set, and the programs are not there.
    #[error(
        "PG_BIN_DIR names {}, which has no initdb and postgres; the package that has them is \
         postgresql on Debian, Ubuntu, Alpine and Homebrew, postgresql-server on Fedora",
        directory.display()
    )]
    NoBinariesInPgBinDir {
        /// The value of `PG_BIN_DIR`.
        directory: PathBuf,
    },

    /// The process runs as root, and there is no account to run the server as.
    #[error("running as root, and /etc/passwd has neither postgres nor nobody to run the server")]
    NoAccount,

    /// The path of the server's socket would not fit into a socket address.
    #[error(
        "the socket's path {} would be longer than {limit} bytes; set TMPDIR to a shorter one",
        path.display()
    )]
    SocketPathTooLong {
        /// The path that is too long.
        path: PathBuf,
        /// The longest that the system takes.
        limit: usize,
    },

    /// The directory for servers exists and belongs to another account, or
    /// others may write to it.
    #[error("{} is not a directory that only the server's account may write to", path.display())]
    UntrustedDirectory {
        /// The directory.
        path: PathBuf,
    },

    /// The account that runs the server cannot reach its directory.
    #[error("the account {account} cannot reach {}", path.display())]
    Unreachable {
        /// The account's name.
        account: String,
        /// The directory.
        path: PathBuf,
    },

    /// A file or directory could not be made, read, written or locked.
    #[error("could not {action} {}", path.display())]
    File {
        /// What was tried, as a verb.
        action: &'static str,
        /// On what.
        path: PathBuf,
        /// Why not.
        source: io::Error,
    },

    /// A program could not be started.
    #[error("could not run {program}")]
    Run {
        /// The program's name.
        program: String,
        /// Why not.
        source: io::Error,
    },

    /// A program that prepares the server failed.
    #[error("{program} failed ({status}): {output}")]
    Failed {
        /// The program's name.
        program: String,
        /// How it ended.
        status: ExitStatus,
        /// What it printed.
        output: String,
    },

    /// A setting's name is not one, or its value has a line break or a null
    /// character.
    #[error("{name:?} with the value {value:?} is not a setting that a file can hold")]
    InvalidSetting {
        /// The setting's name.
        name: String,
        /// Its value.
        value: String,
    },

    /// The server ended before it took connections.
    #[error("the server ended before it was ready ({status}); its log ends with:\n{log}")]
    Exited {
        /// How it ended.
        status: ExitStatus,
        /// The end of its log.
        log: String,
    },

    /// The server took too long.
    #[error("the server was not ready after {seconds} s; its log ends with:\n{log}")]
    NotReady {
        /// How long was waited.
        seconds: u64,
        /// The end of its log.
        log: String,
    },

    /// The server could not be stopped before it was to be started again.
    #[error("the server could not be stopped")]
    Stop {
        /// Why not.
        #[from]
        source: StopError,
    },
}

/// Why a server did not stop.
///
/// ```no_run
/// use throwaway_postgres::{Server, StopError};
///
/// # fn main() -> Result<(), throwaway_postgres::StartError> {
/// let server = Server::start()?;
/// if let Err(StopError::NotOurs) = server.kill_hard() {
///     // DATABASE_URL is set: somebody else's server, and it still runs
/// }
/// # Ok(())
/// # }
/// ```
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum StopError {
    /// The server is the one in `DATABASE_URL`.
    #[error("the server in DATABASE_URL is not ours to stop")]
    NotOurs,

    /// The server could not be signalled or waited for.
    #[error("could not signal the server")]
    Signal {
        /// Why not.
        source: io::Error,
    },

    /// The server still runs.
    #[error("the server still ran after {seconds} s; its log ends with:\n{log}")]
    StillRunning {
        /// How long was waited.
        seconds: u64,
        /// The end of its log.
        log: String,
    },
}

/// Names the path and the attempt that an [`io::Error`] leaves out.
pub(crate) trait Context<T> {
    /// `action` is a verb: "create", "lock".
    fn context(self, action: &'static str, path: &std::path::Path) -> Result<T, StartError>;
}

impl<T> Context<T> for io::Result<T> {
    fn context(self, action: &'static str, path: &std::path::Path) -> Result<T, StartError> {
        self.map_err(|source| StartError::File {
            action,
            path: path.to_owned(),
            source,
        })
    }
}
