//! Why no plugin can be migrated.

use super::sql::SqlError;

/// Why no plugin can be migrated.
///
/// ```
/// use schema_iso_host::ServerError;
///
/// assert_eq!(
///     ServerError::InRecovery.to_string(),
///     "the server is a standby or in recovery, and so read-only; connect to the primary",
/// );
/// ```
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ServerError {
    /// The server takes no writes.
    #[error("the server is a standby or in recovery, and so read-only; connect to the primary")]
    InRecovery,
    /// The server is older than PostgreSQL 13.
    #[error("the server is PostgreSQL {}; 13 or later is required", version / 10_000)]
    TooOld {
        /// What the server says in `server_version_num`.
        version: i32,
    },
    /// A declared shared schema is not there.
    #[error("the shared schema `{schema}` does not exist; run `CREATE SCHEMA {schema}`")]
    NoSharedSchema {
        /// The schema.
        schema: String,
    },
    /// A declared shared schema may not be used.
    #[error(
        "the role `{role}` may not use the shared schema `{schema}`; run `GRANT USAGE ON SCHEMA {schema} TO \"{role}\"`"
    )]
    SharedSchemaUsage {
        /// The schema.
        schema: String,
        /// The role that the host runs as.
        role: String,
    },
    /// The server does not have the files of an extension that the host declares.
    #[error(
        "the server has no extension `{extension}`; install the package that brings it, which Debian calls \
         `postgresql-contrib` or by the extension's name"
    )]
    NoExtension {
        /// The extension.
        extension: String,
    },
    /// An extension that the host declares is in another schema.
    #[error(
        "the extension `{extension}` is not in the schema where the host declares it; run `{fix}`"
    )]
    ExtensionElsewhere {
        /// The extension.
        extension: String,
        /// The statement that moves it.
        fix: String,
    },
    /// An extension that the host declares could not be installed.
    #[error("could not install the extension `{extension}`; let an administrator run `{fix}`")]
    MayNotInstall {
        /// The extension.
        extension: String,
        /// The statements that would help.
        fix: String,
        /// What PostgreSQL says.
        source: SqlError,
    },
    /// With `Isolation::Roles` and `Isolation::Logins`, no schema may let everybody create objects, as `public`
    /// does in databases made before PostgreSQL 15 (CVE-2018-1058).
    #[error(
        "every role may create objects in `{0}`, so the roles of plugins would not stay in their schemas; \
         run `REVOKE CREATE ON SCHEMA {0} FROM PUBLIC`",
        schemas.join(", ")
    )]
    OpenSchemas {
        /// The schemas, quoted where PostgreSQL needs it.
        schemas: Vec<String>,
    },
    /// A pooler hands sessions on between the transactions of a client, so that the lock of
    /// migrations would stay with somebody else.
    #[error(
        "the address leads through a pooler that gives each transaction another session, as PgBouncer \
         does in transaction mode, so no migration can run; nothing was run; give \
         `HostBuilder::migration_url` the address of the database itself, or of a pooler in session mode"
    )]
    SharedSessions,
    /// A pooler hands sessions on between the transactions of a client, so that the search path
    /// and the role of a plugin would reach other clients.
    #[error(
        "the address leads through a pooler that gives each transaction another session, as PgBouncer \
         does in transaction mode, so the search path and the role of a plugin would reach other clients; \
         use `Isolation::Qualified`, or let the pooler be in session mode"
    )]
    SharedSessionsOfPlugins,
    /// The address of migrations leads to another database than that of the pools.
    #[error(
        "`migration_url` leads to the database `{migrations}`, and the address of the host to another one, \
         `{pools}`; both must lead to the same database of the same server"
    )]
    OtherDatabase {
        /// The name of the database of the pools.
        pools: String,
        /// The name of the database of the migrations.
        migrations: String,
    },
    /// The server takes fewer connections than the host may open.
    #[error(
        "the host may open {wanted} connections, and its login can have {room}; {}, or let the host open \
         fewer by `pool(|pool| pool.max_size({room}))`",
        fixes.join(", and ")
    )]
    TooFewConnections {
        /// How many connections the host may open.
        wanted: i32,
        /// How many its login can have.
        room: i32,
        /// What an administrator has to do, each with its statement.
        fixes: Vec<String>,
    },
    /// The server could not be asked.
    #[error("could not {action}")]
    Query {
        /// What was being done.
        action: &'static str,
        /// What PostgreSQL says.
        source: SqlError,
    },
}
