//! The host of Schema Iso: it runs the plugins of an application in one PostgreSQL database, each
//! in a schema of its own.
//!
//! A [`Host`] migrates every plugin, runs the start-up work of every plugin, and then hands out
//! connections, each for one plugin.
//!
//! ```no_run
//! use notes::Notes; // a plugin
//! use schema_iso_host::{Host, Isolation};
//!
//! # fn main() -> Result<(), Box<dyn std::error::Error>> {
//! let host = Host::builder("postgres://localhost/app")
//!     .pool(|pool| pool.max_size(10))
//!     .isolation(Isolation::SearchPath)
//!     .register(Notes)
//!     .migrate()?
//!     .init()?;
//! let mut conn = host.connect::<Notes>()?;
//! notes::add(&mut conn, "Buy milk")?;
//! # Ok(())
//! # }
//! ```
//!
//! Guide: the [README](https://github.com/schema-iso/schema-iso#readme). Rules:
//! [one page each](https://docs.rs/schema-iso/latest/schema_iso/rules/index.html).
//!
//! Reading order: [`HostBuilder`] is the configuration; [`HostBuilder::migrate`] checks it (ISO-10)
//! and migrates every plugin, or fails with a [`MigrateError`]; [`Host<Migrated>`](Host) runs every
//! `init`; [`Host<Ready>`](Host) hands out connections.
//!
//! # Which libpq is linked
//!
//! The host alone chooses, by the features of this crate; a plugin has no such feature.
//!
//! | feature | default | links |
//! | --- | --- | --- |
//! | `bundled-libpq` | yes | a libpq that is built with this crate and has no TLS |
//! | `bundled-libpq-tls` | no | the same libpq with TLS, through the OpenSSL of the system, whose headers the build needs |
//! | neither | | the libpq of the system, with the TLS that it was built with |
//!
//! Without TLS an address with `sslmode=require` or `verify-full` is an error that names the
//! feature. The feature `testing` is for tests: it adds the module `testing`, a throw-away PostgreSQL.
//!
//! A plugin can depend on this crate in its tests only (ISO-04), because a host can run anything on
//! any schema.

mod address;
mod host;
mod migrate;
#[cfg(feature = "testing")]
pub mod testing;

pub use self::address::ConnectFailure;
pub use self::host::{
    BootError, Checked, Host, HostBuilder, HostSession, HostTransaction, HostTransactionError,
    Isolation, MaintenanceError, Migrated, PluginPoolState, PoolOptions, PoolState, Ready, Scope,
    ShutdownError, Uninstall,
};
pub use self::migrate::{
    AdoptError, Adoption, AppliedMigration, CancelToken, Difference, DriftError, InvalidIndex,
    LockError, LockHolder, Logins, MigrateError, MigrateErrorKind, MigrateErrors,
    MigrationDirectory, MigrationDirectoryError, MigrationReport, MigrationState, MigrationStatus,
    Orphan, OwnerError, PluginHarness, PluginMigrations, PluginReport, Policy, RenameError,
    Renamed, RoleError, ServerError, SourceError, SqlError,
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

// What stands in the signatures above and is of the crates below, so that a host depends on this
// crate alone.
pub use diesel::migration::MigrationSource;
pub use diesel::pg::Pg;
pub use schema_iso::id::{PluginId, SchemaName, SharedSchemaNameError};
pub use schema_iso::migration::{CheckReport, Finding, Severity};
pub use schema_iso::order::{RegisterError, RegisterProblem};
pub use schema_iso::plugin::{InitMode, PluginMetadata};
#[cfg(feature = "async")]
pub use schema_iso_query::connection::AsyncSafeConnection;
pub use schema_iso_query::connection::SafeConnection;
#[cfg(feature = "async")]
pub use schema_iso_query::plugin::AsyncPluginPool;
pub use schema_iso_query::plugin::{ConnectError, InitError, Plugin, PluginContext, PluginPool};
