//! Databases that are migrated already.

use std::sync::{Mutex, PoisonError};

use super::database::TestDatabase;
use super::error::TestDatabaseError;
use crate::host::HostBuilder;

/// A database that is migrated once and then copied for each test.
///
/// ```no_run
/// use schema_iso_host::testing::{TestDatabaseError, TestTemplate};
///
/// static TEMPLATE: TestTemplate = TestTemplate::new(|builder| builder /* .register(…) */);
///
/// fn a_test() -> Result<(), TestDatabaseError> {
///     let database = TEMPLATE.database()?;
///     println!("psql {}", database.url());
///     Ok(())
/// }
/// ```
#[derive(Debug)]
pub struct TestTemplate {
    build: fn(HostBuilder) -> HostBuilder,
    migrated: Mutex<Option<TestDatabase>>,
}

impl TestTemplate {
    /// A template with the plugins that `build` registers.
    #[must_use]
    pub const fn new(build: fn(HostBuilder) -> HostBuilder) -> Self {
        Self {
            build,
            migrated: Mutex::new(None),
        }
    }

    /// Creates a copy; the first call migrates.
    ///
    /// # Errors
    ///
    /// [`TestDatabaseError`] if the server cannot be started or reached, the migrations
    /// fail, or a database is not created.
    pub fn database(&self) -> Result<TestDatabase, TestDatabaseError> {
        // Nobody may be connected to what is copied, so this stays locked meanwhile.
        let mut migrated = self.migrated.lock().unwrap_or_else(PoisonError::into_inner);
        let template = match migrated.take() {
            Some(template) => template,
            None => {
                let template = TestDatabase::create()?;
                (self.build)(template.builder())
                    .migrate()
                    .map_err(|source| TestDatabaseError::Migrate {
                        source: Box::new(source),
                    })?;
                template
            }
        };
        TestDatabase::copy(migrated.insert(template).name())
    }
}
