//! A real PostgreSQL server, alone for one process and gone with it.
//!
//! The server is started from binaries that are already installed, listens on
//! a Unix socket only, keeps nothing safe from a power cut (which makes it
//! fast), and leaves neither a process nor a directory behind: not when the
//! [`Server`] is dropped, not at exit, and not after `kill -9`.
//!
//! ```no_run
//! # fn main() -> Result<(), throwaway_postgres::StartError> {
//! let server = throwaway_postgres::Server::start()?;
//! let url = server.url("postgres"); // for Diesel, psql, or anything on libpq
//! # let _ = url;
//! # Ok(())
//! # }
//! ```
//!
//! # Where the server comes from
//!
//! 1. `DATABASE_URL`, if set: no server is started, [`Server`] means that one.
//! 2. `PG_BIN_DIR`, if set: the directory with `initdb` and `postgres`.
//! 3. `PATH`.
//! 4. What `pg_config --bindir` says.
//! 5. The newest of the places where Debian, Fedora's PGDG packages, Homebrew
//!    and Postgres.app put it.
//!
//! PostgreSQL 10 or later is needed. It refuses to run as root; for root, the
//! server runs as `postgres`, or as `nobody` where there is no such account.
//!
//! # What it leaves in the temporary directory
//!
//! `initdb` takes seconds, so its result is kept and copied for each server:
//! one template per PostgreSQL version, in `throwaway-postgres-<uid>` below
//! `TMPDIR` or `/tmp`. Deleting that directory is safe while no server runs.
//!
//! A server has some 40 MB of files at first. Copying them is most of what a
//! start takes, so a `TMPDIR` in memory, such as `/dev/shm`, makes it several
//! times as fast where there is memory to spare.
//!
//! # What it is not
//!
//! No client and no migrations: it hands out an address. No Windows.

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

pub use builder::Builder;
pub use error::{StartError, StopError};
pub use server::Server;
