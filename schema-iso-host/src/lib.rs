//! The host of plugins: one pool, one boot, one PostgreSQL schema a plugin.
//!
//! Reading order: [`HostBuilder`] collects what is to run; [`HostBuilder::migrate`]
//! checks it (ISO-10) and migrates every plugin ([`MigrateError`] says what can stop
//! it); [`Host<Migrated>`](Host) runs every `init`; [`Host<Ready>`](Host) hands out
//! connections, each for one plugin.
//!
//! ```no_run
//! use schema_iso_host::{Host, Isolation, Plugin, PluginId, PluginMetadata};
//!
//! struct Notes;
//!
//! impl Plugin for Notes {
//!     const METADATA: PluginMetadata =
//!         PluginMetadata::new(PluginId::literal("notes"), "notes", "1.0.0");
//! }
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
//!
//! No plugin can depend on this crate outside of its tests (ISO-04): whoever has it can run
//! anything on any schema.

mod host;
mod migrate;
#[cfg(feature = "testing")]
pub mod testing;

pub use self::host::{
    BootError, Checked, Host, HostBuilder, Isolation, MaintenanceError, Migrated, PoolOptions,
    Ready, Scope, Uninstall, Unit, UnitError,
};
pub use self::migrate::{
    AdoptError, Adoption, AppliedMigration, CancelToken, Difference, DriftError, LockError,
    MigrateError, MigrationDirectory, MigrationDirectoryError, MigrationReport, MigrationState,
    MigrationStatus, PluginReport, Policy, RenameError, Renamed, RoleError, ServerError,
};

// What a host names of the crates below.
pub use schema_iso::id::PluginId;
pub use schema_iso::plugin::PluginMetadata;
pub use schema_iso_query::connection::SafeConnection;
pub use schema_iso_query::plugin::{ConnectError, InitError, Plugin, PluginContext, PluginPool};
