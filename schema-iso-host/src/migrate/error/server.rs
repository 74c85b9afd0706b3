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
    /// The server could not be asked.
    #[error("could not {action}")]
    Query {
        /// What was being done.
        action: &'static str,
        /// What PostgreSQL says.
        source: SqlError,
    },
}
