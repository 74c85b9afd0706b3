//! The plugin's schema.

use diesel::prelude::*;
use diesel::sql_types::{Array, Bool, Text};

use super::error::MigrateErrorKind;
use super::identifier::quoted;
use super::server::Server;
use super::session::Session;

/// A schema that is there.
#[derive(Debug, Clone, QueryableByName)]
pub(super) struct ExistingSchema {
    #[diesel(sql_type = Text)]
    pub(super) name: String,
    #[diesel(sql_type = Text)]
    owner: String,
    /// Whether the host's role is its owner or a member of it.
    #[diesel(sql_type = Bool)]
    owned: bool,
    /// Whether nothing stands in it.
    #[diesel(sql_type = Bool)]
    pub(super) empty: bool,
}

/// Looks for schemas.
pub(super) fn find(
    session: &mut Session<'_>,
    names: &[&str],
) -> Result<Vec<ExistingSchema>, MigrateErrorKind> {
    // Every object of a schema depends on it; what it owns by itself (the rows and
    // arrays of tables, their indexes) depends on the table.
    let query = diesel::sql_query(
        "SELECT nspname::text AS name, pg_catalog.pg_get_userbyid(nspowner)::text AS owner, \
                pg_catalog.pg_has_role(nspowner, 'USAGE') AS owned, \
                NOT EXISTS (SELECT FROM pg_catalog.pg_depend \
                            WHERE refclassid = 'pg_catalog.pg_namespace'::regclass \
                              AND refobjid = n.oid AND deptype = 'n') AS empty \
         FROM pg_catalog.pg_namespace n WHERE nspname = ANY ($1)",
    )
    .bind::<Array<Text>, _>(names);
    session.load("look for the schema", query)
}

/// Creates the schema if it is not there, and says whether it did.
pub(super) fn create_missing(
    session: &mut Session<'_>,
    server: &Server,
) -> Result<bool, MigrateErrorKind> {
    let plan = session.plan;
    let found = find(session, &[plan.schema()])?;
    if let Some(schema) = found.first() {
        return schema.check_owner(server).map(|()| false);
    }
    if !server.can_create {
        return Err(missing_create(server));
    }
    let sql = format!("CREATE SCHEMA IF NOT EXISTS {}", quoted(plan.schema()));
    session.run("create the schema", &sql)?;
    tracing::info!(plugin = %plan.id, schema = plan.schema(), "created the schema");
    Ok(true)
}

/// The error for a role that may not create (or rename) schemas.
pub(super) fn missing_create(server: &Server) -> MigrateErrorKind {
    MigrateErrorKind::MissingGrant {
        role: server.role.clone(),
        fix: format!(
            "GRANT CREATE ON DATABASE {} TO {}",
            quoted(&server.database),
            quoted(&server.role),
        ),
    }
}

impl ExistingSchema {
    /// Refuses a schema that belongs to somebody else.
    pub(super) fn check_owner(&self, server: &Server) -> Result<(), MigrateErrorKind> {
        if self.owned {
            return Ok(());
        }
        Err(MigrateErrorKind::ForeignSchema {
            schema: self.name.clone(),
            owner: self.owner.clone(),
            role: server.role.clone(),
            fix: format!(
                "ALTER SCHEMA {} OWNER TO {}",
                quoted(&self.name),
                quoted(&server.role),
            ),
        })
    }
}
