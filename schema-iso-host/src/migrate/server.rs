//! Checks whether the server, and the host's role on it, can run migrations.

use diesel::pg::PgConnection;
use diesel::prelude::*;
use diesel::sql_types::{Array, Bool, Integer, Text};

use super::error::{ServerError, SqlError};
use super::settings::Settings;

/// PostgreSQL 13, the oldest on which the tests were run.
const OLDEST: i32 = 130_000;

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
    pub(super) can_create_role: bool,
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
    /// Asks within a look at the database.
    pub(super) fn ask(pg: &mut PgConnection, settings: &Settings) -> Result<Self, ServerError> {
        let fail = |action| {
            move |source| ServerError::Query {
                action,
                source: SqlError::from(source),
            }
        };
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

    /// Whether a membership says what it gives.
    pub(super) fn is_since_16(&self) -> bool {
        self.version >= 160_000
    }

    fn check(&self, settings: &Settings) -> Result<(), ServerError> {
        if self.in_recovery {
            return Err(ServerError::InRecovery);
        }
        if self.version < OLDEST {
            let version = self.version;
            return Err(ServerError::TooOld { version });
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
            source: SqlError::from(source),
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
