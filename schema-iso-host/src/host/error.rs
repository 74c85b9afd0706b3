//! What can go wrong between a host and its plugins.

use diesel::result::ConnectionError;
use schema_iso::id::{PluginId, SharedSchemaNameError};
use schema_iso::order::RegisterError;
use schema_iso_query::plugin::InitError;

use crate::migrate::{DriftError, MigrateError, MigrationDirectoryError, ServerError};

/// Why a host did not boot.
///
/// ```
/// use schema_iso::{PluginId, PluginMetadata};
/// use schema_iso_host::{BootError, Host};
/// use schema_iso_host::Plugin;
///
/// struct Notes;
///
/// impl Plugin for Notes {
///     const METADATA: PluginMetadata =
///         PluginMetadata::new(PluginId::literal("notes"), "notes", "1.0.0")
///             .with_depends_on(&[PluginId::literal("auth")]);
/// }
///
/// // Nothing listens there, and nothing needs to: the set of plugins is wrong already.
/// let error = Host::builder("postgres://localhost:1/app").register(Notes).migrate().unwrap_err();
/// assert!(matches!(error, BootError::Register { .. }));
/// ```
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum BootError {
    /// The plugins cannot boot together (ISO-10). The database was not touched.
    #[error("the registered plugins cannot boot together")]
    Register {
        /// All that is wrong with them.
        source: RegisterError,
    },
    /// A shared schema has a name that it cannot have. The database was not touched.
    #[error("`{name}` cannot be declared a shared schema")]
    SharedSchemaName {
        /// The name.
        name: String,
        /// What is wrong with it.
        source: SharedSchemaNameError,
    },
    /// A plugin needs a shared schema that the host does not declare. The database was
    /// not touched.
    #[error(
        "the plugin `{plugin}` needs the shared schema `{schema}`, which the host does not declare"
    )]
    UndeclaredSharedSchema {
        /// The plugin.
        plugin: PluginId,
        /// The schema.
        schema: String,
    },
    /// Migrations that were read from a directory are not accepted (ISO-06). The
    /// database was not touched.
    #[error("the migrations of the plugin `{plugin}` are not accepted")]
    Directory {
        /// The plugin.
        plugin: PluginId,
        /// The findings.
        source: MigrationDirectoryError,
    },
    /// Two migrations of a plugin have the same version, so that one of them would never
    /// run (ISO-06). The database was not touched.
    #[error("two migrations of the plugin `{plugin}` have the version `{version}`")]
    DuplicateVersion {
        /// The plugin.
        plugin: PluginId,
        /// The version.
        version: String,
    },
    /// The database cannot be reached.
    #[error("could not connect to the database")]
    Connect {
        /// What libpq says.
        source: ConnectionError,
    },
    /// The server cannot be migrated as it is.
    #[error("the database cannot be migrated")]
    Server {
        /// Why.
        source: ServerError,
    },
    /// The migrations of a plugin failed.
    #[error("could not migrate the plugin `{plugin}`")]
    Migrate {
        /// The plugin.
        plugin: PluginId,
        /// Why.
        source: Box<MigrateError>,
    },
    /// The live tables differ from those that the plugins declare (ISO-14).
    #[error("the database is not as the plugins declare it")]
    Drift {
        /// All differences of all plugins.
        source: DriftError,
    },
    /// The `init` of a plugin failed.
    #[error("could not initialize the plugin `{plugin}`")]
    Init {
        /// The plugin.
        plugin: PluginId,
        /// What the plugin says.
        source: InitError,
    },
}

/// Why a transaction over several plugins came to nothing.
///
/// ```
/// use schema_iso_host::UnitError;
///
/// assert_eq!(
///     UnitError::Exchanged.to_string(),
///     "the connection of the transaction was exchanged for another one",
/// );
/// ```
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum UnitError {
    /// The host does not know the plugin.
    #[error("the plugin `{plugin}` is not registered with this host")]
    NotRegistered {
        /// The plugin.
        plugin: PluginId,
    },
    /// The pool has no connection to give.
    #[error("the pool has no connection for the transaction")]
    Pool {
        /// What the pool says.
        source: r2d2::Error,
    },
    /// The transaction could not begin.
    #[error("could not begin the transaction")]
    Begin {
        /// What PostgreSQL says.
        source: diesel::result::Error,
    },
    /// The connection could not be prepared for a plugin.
    #[error("could not prepare the connection for the plugin `{plugin}`")]
    Prepare {
        /// The plugin.
        plugin: PluginId,
        /// What PostgreSQL says.
        source: diesel::result::Error,
    },
    /// The transaction was not committed.
    #[error("could not commit the transaction")]
    Commit {
        /// What PostgreSQL says.
        source: diesel::result::Error,
    },
    /// The connection that began the transaction is no longer the one at hand.
    #[error("the connection of the transaction was exchanged for another one")]
    Exchanged,
    /// A transaction inside was neither committed nor rolled back, as after a panic that
    /// was caught. Nothing is committed.
    #[error("a plugin left a transaction of its own open inside of the transaction")]
    LeftOpen,
}
