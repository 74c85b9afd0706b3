//! Why there is no database for a test.

use diesel::result::ConnectionError;
use throwaway_postgres::StartError;

use crate::host::BootError;

/// Why there is no database for a test.
///
/// ```no_run
/// use schema_iso_host::testing::{TestDatabase, TestDatabaseError};
///
/// if let Err(TestDatabaseError::Start { source }) = TestDatabase::create() {
///     panic!("the tests need the programs of a PostgreSQL server: {source}");
/// }
/// ```
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum TestDatabaseError {
    /// The server did not start.
    #[error("could not start a PostgreSQL for the tests")]
    Start {
        /// Why.
        source: StartError,
    },
    /// The server cannot be reached.
    #[error("could not connect to the PostgreSQL of the tests")]
    Connect {
        /// What libpq says.
        source: ConnectionError,
    },
    /// The database was not created.
    #[error("could not create the database `{database}`")]
    Create {
        /// The database.
        database: String,
        /// What PostgreSQL says.
        source: diesel::result::Error,
    },
    /// The template was not migrated.
    #[error("could not migrate the template of the test databases")]
    Migrate {
        /// Why.
        source: Box<BootError>,
    },
}
