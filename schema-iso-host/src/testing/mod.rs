//! A throw-away PostgreSQL for tests of plugins and hosts.
//!
//! All tests of a process share one server, which the first of them starts and which is
//! gone with the process, however that ends. Each test has a database of its own.
//!
//! ```no_run
//! # extern crate schema_iso_diesel as diesel;
//! use schema_iso_diesel::plugin;
//! use schema_iso_host::testing::TestDatabase;
//!
//! #[plugin(id = "notes")]
//! struct Notes;
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
/// The manifest of a plugin that is written by hand was not checked (ISO-04).
///
/// A host's tests may need plugins that `#[plugin]` would refuse. These are written by hand,
/// and say so:
///
/// ```
/// use schema_iso_host::testing::ManifestUnchecked;
/// use schema_iso_host::{Plugin, PluginId, PluginMetadata};
///
/// struct Notes;
///
/// impl ManifestUnchecked for Notes {}
///
/// impl Plugin for Notes {
///     const METADATA: PluginMetadata =
///         PluginMetadata::new(PluginId::literal("notes"), "notes", "1.0.0");
/// }
/// ```
pub use schema_iso_query::plugin::ManifestCheckedByMacro as ManifestUnchecked;
pub use throwaway_postgres::Server;
