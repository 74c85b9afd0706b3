//! A throw-away PostgreSQL for tests of plugins and hosts.
//!
//! All tests of a process share one server, which the first of them starts and which is
//! gone with the process, however that ends. Each test has a database of its own.
//!
//! ```no_run
//! use schema_iso::{PluginId, PluginMetadata};
//! use schema_iso_host::Plugin;
//! use schema_iso_host::testing::TestDatabase;
//!
//! struct Notes;
//!
//! impl Plugin for Notes {
//!     const METADATA: PluginMetadata =
//!         PluginMetadata::new(PluginId::literal("notes"), "notes", "1.0.0");
//! }
//!
//! # fn main() -> Result<(), Box<dyn std::error::Error>> {
//! let database = TestDatabase::create()?;
//! let host = database.host(|builder| builder.register(Notes))?;
//! let connection = host.connect::<Notes>()?;
//! # drop(connection);
//! # Ok(())
//! # }
//! ```
//!
//! # Queries in tests
//!
//! Tests inside of the plugin's crate see the curated Diesel as the rest of it does. A file in
//! `tests/`, or an example in the documentation, is a crate of its own; one that has queries
//! or derives of Diesel's gives the name itself, at its top:
//!
//! ```
//! extern crate schema_iso_diesel as diesel;
//!
//! use diesel::prelude::*;
//! # fn main() {}
//! ```
//!
//! # The server
//!
//! It is the one that `DATABASE_URL` names, or else one that is started from the programs of
//! an installed PostgreSQL. Databases are dropped although somebody may still be connected,
//! which takes PostgreSQL 13 or later.

mod database;
mod error;
mod template;

pub use self::database::TestDatabase;
pub use self::error::TestDatabaseError;
pub use self::template::TestTemplate;
pub use throwaway_postgres::Server;
