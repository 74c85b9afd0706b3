//! A throw-away PostgreSQL for tests of plugins and hosts.
//!
//! All tests of a process share one server, which the first of them starts and which is
//! gone with the process, however that ends. Each test has a database of its own.
//!
//! ```no_run
//! use notes::Notes; // a plugin
//! use schema_iso_host::testing::TestDatabase;
//!
//! # fn main() -> Result<(), Box<dyn std::error::Error>> {
//! let database = TestDatabase::create()?;
//! let host = database.host(|builder| builder.register(Notes))?;
//! let mut conn = host.connect::<Notes>()?;
//! notes::add(&mut conn, "Buy milk")?;
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
