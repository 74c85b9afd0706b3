//! The host: one pool, every plugin, and a boot that cannot go wrong.
//!
//! Reading order: [`HostBuilder`] collects what is to run; [`HostBuilder::migrate`]
//! checks it (ISO-10) and migrates every plugin ([`MigrateError`] says what can stop
//! it); [`Host<Migrated>`](Host) runs every `init`; [`Host<Ready>`](Host) hands out
//! connections, each for one plugin.
//!
//! ```no_run
//! # extern crate schema_iso_diesel as diesel;
//! use schema_iso_diesel::host::{Host, Isolation};
//! use schema_iso_diesel::plugin;
//!
//! #[plugin(id = "notes")]
//! struct Notes;
//!
//! # fn main() -> Result<(), Box<dyn std::error::Error>> {
//! let host = Host::builder("postgres://localhost/app")
//!     .pool(|pool| pool.max_size(10))
//!     .isolation(Isolation::SearchPath)
//!     .register(Notes)
//!     .migrate()?
//!     .init()?;
//! let connection = host.connect::<Notes>()?;
//! # drop(connection);
//! # Ok(())
//! # }
//! ```

mod boot;
mod builder;
mod checkout;
mod context;
mod error;
mod isolation;
mod maintenance;
mod policy;
pub(crate) mod pool;
mod pool_options;
mod registry;
mod state;
#[cfg(all(test, feature = "testing"))]
mod tests;
mod unit;

pub use self::builder::HostBuilder;
pub use self::context::{PluginContext, PluginPool};
pub use self::error::{BootError, ConnectError, InitError, UnitError};
pub use self::isolation::Isolation;
pub use self::maintenance::{MaintenanceError, Uninstall};
pub use self::policy::Policy;
pub use self::pool_options::PoolOptions;
pub use self::state::{Checked, Host, Migrated, Ready};
pub use self::unit::{Scope, Unit};
pub use crate::migrate::{
    AdoptError, Adoption, AppliedMigration, CancelToken, Difference, DriftError, LockError,
    MigrateError, MigrationDirectory, MigrationDirectoryError, MigrationReport, MigrationState,
    MigrationStatus, PluginReport, RenameError, Renamed, RoleError, ServerError,
};
