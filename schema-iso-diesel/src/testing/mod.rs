//! A throw-away PostgreSQL for tests of plugins and hosts.
//!
//! All tests of a process share one server, which the first of them starts and which is
//! gone with the process, however that ends. Each test has a database of its own.
//!
//! ```no_run
//! use schema_iso::{PluginId, PluginMetadata};
//! use schema_iso_diesel::Plugin;
//! use schema_iso_diesel::testing::TestDatabase;
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

mod database;
mod error;
mod template;

pub use self::database::TestDatabase;
pub use self::error::TestDatabaseError;
pub use self::template::TestTemplate;
pub use throwaway_postgres::Server;
