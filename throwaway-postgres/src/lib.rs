//! A real PostgreSQL server for tests: it belongs to one process and disappears with it.
//!
//! The server is started from programs that are already installed, listens on a Unix socket only,
//! and does not protect its data from a power failure, which makes it fast. It leaves neither a
//! process nor a directory behind: not when the [`Server`] is dropped, not when the process exits,
//! and not after `kill -9`.
//!
//! ```no_run
//! # fn main() -> Result<(), throwaway_postgres::StartError> {
//! let server = throwaway_postgres::Server::start()?;
//! let url = server.url("postgres"); // for Diesel, psql, or any other client of libpq
//! # let _ = url;
//! # Ok(())
//! # }
//! ```
//!
//! The crate knows nothing of plugins. Tests of plugins of
//! [Schema Iso](https://github.com/schema-iso/schema-iso#readme) use it through the module
//! `testing` of `schema-iso-host`, which adds a database for each test.
//!
//! # Where the server comes from
//!
//! 1. `DATABASE_URL`, if set: no server is started, and [`Server`] stands for that one.
//! 2. `PG_BIN_DIR`, if set: the directory that contains `initdb` and `postgres`.
//! 3. `PATH`.
//! 4. The directory that `pg_config --bindir` prints.
//! 5. The newest of the directories where Debian, Fedora's PGDG packages, Homebrew
//!    and Postgres.app install it.
//!
//! PostgreSQL 10 or later is needed. It refuses to run as root; for root, the
//! server runs as `postgres`, or as `nobody` if there is no such account.
//!
//! # What it leaves in the temporary directory
//!
//! `initdb` takes seconds, so its result is kept and copied for each server:
//! one template per PostgreSQL version, in `throwaway-postgres-<uid>` below
//! `TMPDIR` or `/tmp`. Deleting that directory is safe while no server runs.
//!
//! A new server has some 40 MB of files, and copying them is most of the time that a start takes.
//! A `TMPDIR` in memory, such as `/dev/shm`, makes a start several times as fast if there is
//! enough memory.
//!
//! # What it is not
//!
//! It is no client and runs no migrations: it only provides an address. It does not run on
//! Windows.

#[cfg(not(unix))]
compile_error!("throwaway-postgres needs Unix sockets and signals");

mod account;
mod base;
mod binaries;
mod builder;
mod configuration;
mod error;
mod postmaster;
mod server;
mod template;
mod url;
mod watchdog;

/// The example of the README compiles.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
mod readme {}

pub use builder::Builder;
pub use error::{StartError, StopError};
pub use server::Server;
