//! Whether the server can be migrated, and by whom.

use diesel::connection::SimpleConnection;
use diesel::pg::PgConnection;
use diesel::prelude::*;
use diesel::sql_types::{Array, Bool, Integer, Text};

use super::settings::Settings;

/// PostgreSQL 13, the oldest on which the tests were run.
const OLDEST: i32 = 130_000;

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
    #[error("the server is PostgreSQL {}, and 13 is the oldest that will do", version / 10_000)]
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
    /// With `Isolation::Roles`, the host's role must be able to make roles.
    #[error(
        "the role `{role}` may not create the roles of plugins; run `ALTER ROLE \"{role}\" CREATEROLE`"
    )]
    NoCreateRole {
        /// The role that the host runs as.
        role: String,
    },
    /// With `Isolation::Roles`, no schema may let everybody create objects, as `public`
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
        source: diesel::result::Error,
    },
}

/// What is known of the server and the host's role on it.
#[derive(Debug, Clone, QueryableByName)]
pub(super) struct Server {
    #[diesel(sql_type = Bool)]
    in_recovery: bool,
    #[diesel(sql_type = Integer)]
    version: i32,
    #[diesel(sql_type = Text)]
    pub(super) role: String,
    #[diesel(sql_type = Text)]
    pub(super) database: String,
    #[diesel(sql_type = Bool)]
    pub(super) can_create: bool,
    #[diesel(sql_type = Bool)]
    can_create_role: bool,
    /// Schemas in which `PUBLIC` may create objects.
    #[diesel(sql_type = Array<Text>)]
    open_schemas: Vec<String>,
}

#[derive(QueryableByName)]
struct Shared {
    #[diesel(sql_type = Text)]
    schema: String,
    #[diesel(sql_type = Bool)]
    present: bool,
    #[diesel(sql_type = Bool)]
    usable: bool,
}

impl Server {
    /// Prepares a connection for questions about the catalogue, and asks the first.
    pub(super) fn ask(pg: &mut PgConnection, settings: &Settings) -> Result<Self, ServerError> {
        let fail = |action| move |source| ServerError::Query { action, source };
        pg.batch_execute(&format!(
            "SET search_path TO pg_catalog, pg_temp; {}",
            settings.timeouts("SET"),
        ))
        .map_err(fail("prepare the connection"))?;
        let server: Self = diesel::sql_query(
            "SELECT pg_is_in_recovery() AS in_recovery, \
                    current_setting('server_version_num')::int4 AS version, \
                    current_user::text AS role, current_database()::text AS database, \
                    has_database_privilege(current_database(), 'CREATE') AS can_create, \
                    rolsuper OR rolcreaterole AS can_create_role, \
                    ARRAY(SELECT quote_ident(nspname) FROM pg_namespace, aclexplode(nspacl) \
                          WHERE grantee = 0 AND privilege_type = 'CREATE' ORDER BY 1) \
                      AS open_schemas \
             FROM pg_roles WHERE rolname = current_user",
        )
        .get_result(pg)
        .map_err(fail("ask the server about itself"))?;
        server.check(settings)?;
        server.check_shared(pg, settings)?;
        Ok(server)
    }

    fn check(&self, settings: &Settings) -> Result<(), ServerError> {
        if self.in_recovery {
            return Err(ServerError::InRecovery);
        }
        if self.version < OLDEST {
            let version = self.version;
            return Err(ServerError::TooOld { version });
        }
        if settings.roles && !self.can_create_role {
            let role = self.role.clone();
            return Err(ServerError::NoCreateRole { role });
        }
        if settings.roles && !self.open_schemas.is_empty() {
            let schemas = self.open_schemas.clone();
            return Err(ServerError::OpenSchemas { schemas });
        }
        Ok(())
    }

    fn check_shared(&self, pg: &mut PgConnection, settings: &Settings) -> Result<(), ServerError> {
        if settings.shared_schemas.is_empty() {
            return Ok(());
        }
        let names: Vec<&str> = super::shared_names(&settings.shared_schemas);
        let shared: Vec<Shared> = diesel::sql_query(
            "SELECT wanted AS schema, oid IS NOT NULL AS present, \
                    coalesce(has_schema_privilege(oid, 'USAGE'), false) AS usable \
             FROM unnest($1) wanted LEFT JOIN pg_namespace ON nspname = wanted",
        )
        .bind::<Array<Text>, _>(names)
        .load(pg)
        .map_err(|source| ServerError::Query {
            action: "look for the shared schemas",
            source,
        })?;
        for Shared {
            schema,
            present,
            usable,
        } in shared
        {
            if !present {
                return Err(ServerError::NoSharedSchema { schema });
            }
            if !usable {
                let role = self.role.clone();
                return Err(ServerError::SharedSchemaUsage { schema, role });
            }
        }
        Ok(())
    }
}
