//! `BootError` and `HostTransactionError`.

use schema_iso::id::{PluginId, SharedSchemaNameError};
use schema_iso::order::RegisterError;
use schema_iso_query::plugin::InitError;

use crate::address::ConnectFailure;
use crate::migrate::{
    DriftError, MigrateErrorKind, MigrateErrors, MigrationDirectoryError, RunError, ServerError,
    SourceError, SqlError,
};

/// Why a host did not boot.
///
/// ```
/// # extern crate schema_iso_diesel as diesel;
/// use schema_iso_diesel::plugin;
/// use schema_iso_host::{BootError, Host};
///
/// #[plugin(id = "notes")]
/// struct Notes;
///
/// # fn main() {
/// // Nothing listens there, and nothing needs to: the set of plugins is wrong already.
/// let builder = Host::builder("postgres://localhost:1/app").register(Notes).register(Notes);
/// let error = builder.migrate().unwrap_err();
/// assert!(matches!(error, BootError::Register { .. }));
/// # }
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
    /// The name of the program cannot stand in the note that its schemas keep. The database was
    /// not touched.
    #[error("`{program}` cannot be the name of a program; write letters, digits, `-`, `_` and `.`")]
    ProgramName {
        /// The name.
        program: String,
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
    #[error(transparent)]
    Directory {
        /// The plugin and the findings.
        source: MigrationDirectoryError,
    },
    /// The migrations of a plugin cannot be used, for instance because two of them have one
    /// version, or because one of a registered source is written in Rust. The database was not
    /// touched.
    #[error("the migrations of the plugin `{plugin}` cannot be used")]
    Source {
        /// The plugin.
        plugin: PluginId,
        /// Why.
        source: Box<SourceError>,
    },
    /// A plugin that embeds migrations has been given a source of others. The database was not
    /// touched.
    #[error("the plugin `{plugin}` has migrations of its own and those of a registered source")]
    SeveralSources {
        /// The plugin.
        plugin: PluginId,
    },
    /// The pools want more connections than there may be. The database was not touched.
    #[error(
        "the plugins keep room for {kept} connections by `min_idle`, and the host has {max_size} in all; \
         allow more by `pool(|pool| pool.max_size({kept}))`, or keep fewer"
    )]
    PoolTooSmall {
        /// How many connections there may be at most.
        max_size: u32,
        /// How many the plugins keep room for.
        kept: u32,
    },
    /// The options of a pool are for a plugin that is not registered. The database was not
    /// touched.
    #[error("`pool_of` names the plugin `{plugin}`, which is not registered with this host")]
    PoolOfUnknown {
        /// The plugin.
        plugin: PluginId,
    },
    /// The adoption names a plugin that is not registered. The database was not touched.
    #[error(
        "`adopt_from_public` names the plugin `{plugin}`, which is not registered with this host"
    )]
    AdoptionOfUnknown {
        /// The plugin.
        plugin: PluginId,
    },
    /// The host has no credentials for the logins of plugins. The database was not touched.
    #[error(
        "`Isolation::Logins` needs credentials; add `.logins(Logins::derived_from(secret))`, or another one of `Logins`"
    )]
    NoLogins,
    /// The secret from which passwords are derived is too short. The database was not touched.
    #[error(
        "the secret of `Logins::derived_from` has fewer than {shortest} bytes, so that it could be guessed"
    )]
    ShortSecret {
        /// How many it needs.
        shortest: usize,
    },
    /// An async boot began outside of a runtime. The database was not touched.
    #[cfg(feature = "async")]
    #[error(
        "there is no runtime of tokio here; call it inside of one, or boot with `migrate` and `init`"
    )]
    NoRuntime,
    /// The database cannot be reached.
    #[error("could not connect to the database")]
    Connect {
        /// Why.
        source: ConnectFailure,
    },
    /// The server cannot be migrated as it is.
    #[error("the database cannot be migrated")]
    Server {
        /// Why.
        source: ServerError,
    },
    /// The migrations of one or more plugins failed.
    #[error(transparent)]
    Migrate {
        /// The plugins, and why.
        source: MigrateErrors,
    },
    /// The live tables differ from those that the plugins declare (ISO-14).
    #[error("the database is not as the plugins declare it")]
    Drift {
        /// All differences of all plugins.
        source: DriftError,
    },
    /// The lock under which the `init` of a plugin runs was not acquired, or lost.
    #[error("could not run `init` of the plugin `{plugin}` alone")]
    InitLock {
        /// The plugin.
        plugin: PluginId,
        /// Why.
        source: Box<MigrateErrorKind>,
    },
    /// The `init` of a plugin failed.
    #[error("could not initialize the plugin `{plugin}`")]
    Init {
        /// The plugin.
        plugin: PluginId,
        /// The error of the plugin.
        source: InitError,
    },
}

impl From<RunError> for BootError {
    fn from(error: RunError) -> Self {
        match error {
            RunError::Connect(source) => Self::Connect { source },
            RunError::Server(source) => Self::Server { source },
            RunError::Migrate(source) => Self::Migrate { source },
            RunError::Drift(source) => Self::Drift { source },
        }
    }
}

/// Why a transaction over several plugins was not committed.
///
/// ```
/// use schema_iso_host::HostTransactionError;
///
/// assert_eq!(
///     HostTransactionError::Exchanged.to_string(),
///     "the connection of the host was exchanged for another one",
/// );
/// ```
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum HostTransactionError {
    /// The host does not know the plugin.
    #[error("the plugin `{plugin}` is not registered with this host")]
    NotRegistered {
        /// The plugin.
        plugin: PluginId,
    },
    /// With [`Isolation::Logins`](crate::Isolation::Logins) no connection serves several plugins.
    #[error(
        "with `Isolation::Logins` no connection serves several plugins, since each has a login of its own; \
         let each plugin have its own connection, or use `Isolation::Roles`"
    )]
    SeparateLogins,
    /// The pool has no connection to give.
    #[error("the pool has no connection for several plugins")]
    Pool {
        /// The pool's reason.
        source: Box<dyn std::error::Error + Send + Sync>,
    },
    /// The transaction could not begin.
    #[error("could not begin the transaction")]
    Begin {
        /// What PostgreSQL says.
        source: SqlError,
    },
    /// The connection could not be prepared for a plugin.
    #[error("could not prepare the connection for the plugin `{plugin}`")]
    Prepare {
        /// The plugin.
        plugin: PluginId,
        /// What PostgreSQL says.
        source: SqlError,
    },
    /// The turn of one plugin could not be ended for that of another: what the first one put
    /// off to the end of the transaction, such as the check of a deferred constraint, has
    /// failed; or the session could not be reset.
    #[error(
        "could not end the turn of the plugin `{plugin}`: what it put off has failed, or its session \
         cannot be reset"
    )]
    EndTurn {
        /// The plugin whose turn it was.
        plugin: PluginId,
        /// What PostgreSQL says.
        source: SqlError,
    },
    /// The transaction was not committed.
    #[error("could not commit the transaction")]
    Commit {
        /// What PostgreSQL says.
        source: SqlError,
    },
    /// The connection that was taken from the pool is no longer the one at hand.
    #[error("the connection of the host was exchanged for another one")]
    Exchanged,
    /// A transaction inside was neither committed nor rolled back, as after a panic that
    /// was caught. Nothing is committed.
    #[error("a plugin left a transaction of its own open inside of the transaction")]
    LeftOpen,
    /// Outside of a transaction of the host, a plugin left one of its own open, or an answer of
    /// the server half read. The connection is closed, and what was not committed is lost.
    #[error("the plugin `{plugin}` left a transaction open, or an answer of the server half read")]
    LeftBusy {
        /// The plugin whose turn it was.
        plugin: PluginId,
    },
}
