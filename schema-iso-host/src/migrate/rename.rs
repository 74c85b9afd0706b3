//! Renames the schema of a previous id (ISO-09).

use diesel::prelude::*;
use diesel::sql_types::{Bool, Text};
use schema_iso::id::{PluginId, SchemaName};

use super::error::{MigrateErrorKind, RenameError};
use super::identifier::quoted;
use super::logins;
use super::report::Renamed;
use super::schema::{self, ExistingSchema};
use super::server::Server;
use super::session::Session;

/// Renames the schema of a previous id, if there is one. The caller holds the locks of
/// all ids, and has not created the new schema yet.
pub(super) fn rename(
    session: &mut Session<'_>,
    server: &Server,
) -> Result<Option<Renamed>, MigrateErrorKind> {
    let plan = session.plan;
    if plan.previous_ids.is_empty() {
        return Ok(None);
    }
    let schemas: Vec<SchemaName> = plan.previous_ids.iter().map(PluginId::schema).collect();
    let mut names: Vec<&str> = schemas.iter().map(SchemaName::as_str).collect();
    names.push(plan.schema());
    let found = schema::find(session, &names)?;
    let find = |name: &SchemaName| found.iter().find(|schema| schema.name == name.as_str());

    let Some((from, old)) = choose(session, find)? else {
        return Ok(None);
    };
    old.check_owner(server)?;
    let new = find(&plan.schema);
    if let Some(new) = new {
        if !new.empty {
            return Err(fail(RenameError::BothThere {
                old_schema: from.schema(),
                new_schema: plan.schema,
            }));
        }
        new.check_owner(server)?;
    }
    if !server.can_create {
        return Err(schema::missing_create(server));
    }

    let mut sql = String::new();
    let (old_name, new_name) = (quoted(&old.name), quoted(plan.schema()));
    if new.is_some() {
        // Should something have come into it just now, PostgreSQL refuses.
        sql.push_str(&format!("DROP SCHEMA {new_name} RESTRICT; "));
    }
    sql.push_str(&format!("ALTER SCHEMA {old_name} RENAME TO {new_name}"));
    session.transaction("rename the schema", |session| {
        session.run("rename the schema", &sql)?;
        if session.settings.roles {
            let (new, login, owner) = (plan.role(), plan.login(), plan.owner());
            rename_role(session, &old.name, new)?;
            rename_role(session, &logins::login_of(&old.name), &login)?;
            rename_role(session, &logins::owner_of(&old.name), &owner)?;
        }
        Ok(())
    })?;
    tracing::info!(plugin = %plan.id, %from, "renamed the schema");
    Ok(Some(Renamed { from, to: plan.id }))
}

fn fail(source: RenameError) -> MigrateErrorKind {
    MigrateErrorKind::Rename { source }
}

/// The previous id whose schema is to be taken over: of those that are there, the one
/// that is in use, or else the latest.
fn choose<'s>(
    session: &Session<'_>,
    find: impl Fn(&SchemaName) -> Option<&'s ExistingSchema>,
) -> Result<Option<(PluginId, &'s ExistingSchema)>, MigrateErrorKind> {
    let there: Vec<(PluginId, &ExistingSchema)> = session
        .plan
        .previous_ids
        .iter()
        .filter_map(|&id| Some((id, find(&id.schema())?)))
        .collect();
    let mut in_use = there.iter().filter(|(_, schema)| !schema.empty);
    match (in_use.next(), in_use.next()) {
        (Some(first), Some(second)) => Err(fail(RenameError::SeveralThere {
            first_schema: first.0.schema(),
            second_schema: second.0.schema(),
        })),
        (Some(&only), None) => Ok(Some(only)),
        (None, _) => Ok(there.first().copied()),
    }
}

#[derive(QueryableByName)]
struct Roles {
    #[diesel(sql_type = Bool)]
    renamable: bool,
}

/// Renames one of the plugin's roles along, unless the new one is there already or another
/// database of the server knows the old one; roles are shared by all databases.
fn rename_role(session: &mut Session<'_>, old: &str, new: &str) -> Result<(), MigrateErrorKind> {
    let may_log_in = new == session.plan.login();
    let query = diesel::sql_query(
        "SELECT NOT EXISTS (SELECT FROM pg_catalog.pg_roles WHERE rolname = $2) \
            AND NOT EXISTS (SELECT FROM pg_catalog.pg_shdepend \
                            WHERE refclassid = 'pg_catalog.pg_authid'::regclass \
                              AND refobjid = old.oid \
                              AND dbid NOT IN (0, (SELECT oid FROM pg_catalog.pg_database \
                                                   WHERE datname = current_database()))) \
            AND (NOT rolcanlogin OR $3) AS renamable \
         FROM pg_catalog.pg_roles old WHERE rolname = $1",
    )
    .bind::<Text, _>(old)
    .bind::<Text, _>(new)
    .bind::<Bool, _>(may_log_in);
    let roles: Vec<Roles> = session.load("look for the role", query)?;
    let (old, new) = (quoted(old), quoted(new));
    match roles.first() {
        None => Ok(()),
        Some(Roles { renamable: true }) => session.run(
            "rename the role",
            &format!("ALTER ROLE {old} RENAME TO {new}"),
        ),
        // Whoever it serves now, it has no more business in this schema.
        Some(_) => {
            let schema = quoted(session.plan.schema());
            let sql = format!("REVOKE ALL ON SCHEMA {schema} FROM {old}");
            session.run("take the schema from the previous role", &sql)
        }
    }
}
