//! The host of plugins: one pool, one boot, one PostgreSQL schema a plugin.
//!
//! Reading order: [`HostBuilder`] collects what is to run; [`HostBuilder::migrate`]
//! checks it (ISO-10) and migrates every plugin ([`MigrateError`] says what can stop
//! it); [`Host<Migrated>`](Host) runs every `init`; [`Host<Ready>`](Host) hands out
//! connections, each for one plugin.
//!
//! ```no_run
//! # extern crate schema_iso_diesel as diesel;
//! use schema_iso_diesel::plugin;
//! use schema_iso_host::{Host, Isolation};
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
//!
//! No plugin can depend on this crate outside of its tests (ISO-04): whoever has it can run
//! anything on any schema.

mod address;
mod host;
mod migrate;
#[cfg(feature = "testing")]
pub mod testing;

pub use self::address::ConnectFailure;
pub use self::host::{
    BootError, Checked, Host, HostBuilder, Isolation, MaintenanceError, Migrated, PluginPoolState,
    PoolOptions, PoolState, Ready, Scope, ShutdownError, Uninstall, Unit, UnitError,
};
pub use self::migrate::{
    AdoptError, Adoption, AppliedMigration, CancelToken, Difference, DriftError, LockError,
    MigrateError, MigrateErrorKind, MigrateErrors, MigrationDirectory, MigrationDirectoryError,
    MigrationReport, MigrationState, MigrationStatus, PluginHarness, PluginMigrations,
    PluginReport, Policy, RenameError, Renamed, RoleError, ServerError, SourceError, SqlError,
};

/// What a host needs of `diesel_migrations`, so that it does not have to depend on it.
///
/// ```
/// use schema_iso_host::diesel_migrations::{self, EmbeddedMigrations, embed_migrations};
/// use schema_iso_host::{Host, PluginId};
///
/// const NOTES: EmbeddedMigrations = embed_migrations!("../tests/fixtures/plain");
///
/// let builder = Host::builder("postgres://localhost/app");
/// let host = builder.register_source(PluginId::literal("notes"), NOTES).check().unwrap();
/// # drop(host);
/// ```
///
/// The name of the module is imported, too, since the expansion of `embed_migrations!` names it.
pub mod diesel_migrations {
    pub use ::diesel_migrations::{
        EmbeddedMigrations, FileBasedMigrations, HarnessWithOutput, MigrationHarness,
        embed_migrations,
    };

    // What the expansion of `embed_migrations!` names.
    #[doc(hidden)]
    pub use ::diesel_migrations::{EmbeddedMigration, EmbeddedName, TomlMetadataWrapper};
}

// What a host names of the crates below.
pub use schema_iso::id::PluginId;
pub use schema_iso::plugin::PluginMetadata;
pub use schema_iso_query::connection::SafeConnection;
pub use schema_iso_query::plugin::{ConnectError, InitError, Plugin, PluginContext, PluginPool};
