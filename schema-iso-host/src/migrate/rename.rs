//! Renames the schema of a previous id (ISO-09).

use diesel::prelude::*;
use diesel::sql_types::{Bool, Text};
use schema_iso::id::PluginId;

use super::error::{MigrateErrorKind, RenameError};
use super::identifier::quoted;
use super::logins;
use super::mark;
use super::note::Note;
use super::plan::Plan;
use super::rename_text;
use super::report::{PluginReport, Renamed};
use super::schema::{self, ExistingSchema};
use super::server::Server;
use super::session::Session;
use super::settings::Settings;

/// The previous id whose schema is to be taken over: of those that are there, the one that is in
/// use, or else the latest. An empty one is of no use where the plugin has a schema.
pub(super) fn choose<'s>(
    plan: &Plan,
    settings: &Settings,
    own: Option<&ExistingSchema>,
    found: &'s [ExistingSchema],
) -> Result<Option<(PluginId, &'s ExistingSchema)>, MigrateErrorKind> {
    let own_in_use = own.is_some_and(ExistingSchema::in_use);
    let mut there = Vec::new();
    for &id in &plan.previous_ids {
        let schema = id.schema();
        let schema = found.iter().find(|found| found.name() == schema.as_str());
        let Some(schema) = schema.filter(|schema| !schema.standing.is_mark()) else {
            continue;
        };
        match schema.standing.why_not(plan, settings) {
            None => there.push((id, schema)),
            // It is nothing to this plugin, which has its data.
            Some(_) if own_in_use => {}
            Some(source) => return Err(MigrateErrorKind::Owner { source }),
        }
    }
    let mut in_use = there.iter().filter(|(_, schema)| schema.in_use());
    match (in_use.next(), in_use.next()) {
        (Some(first), Some(second)) => Err(fail(RenameError::SeveralThere {
            first_schema: first.0.schema(),
            second_schema: second.0.schema(),
        })),
        (Some(only), None) if own_in_use => Err(fail(RenameError::BothThere {
            old_schema: only.0.schema(),
            new_schema: plan.schema,
        })),
        (Some(&only), None) => Ok(Some(only)),
        (None, _) if own.is_some_and(|own| !own.standing.is_mark()) => Ok(None),
        (None, _) => Ok(there.first().copied()),
    }
}

/// Renames the schema, and all that PostgreSQL keeps of its name, in one transaction: it says
/// whose it is then, and marks stand under the previous ids.
pub(super) fn rename(
    session: &mut Session<'_>,
    server: &Server,
    (from, old): (PluginId, &ExistingSchema),
    found: &[ExistingSchema],
    report: &mut PluginReport,
) -> Result<(), MigrateErrorKind> {
    let (plan, settings) = (session.plan, session.settings);
    old.check_owner(server)?;
    if !server.can_create {
        return Err(schema::missing_create(server));
    }
    let mut sql = String::new();
    let (old_name, new_name) = (quoted(old.name()), quoted(plan.schema()));
    match found.iter().find(|schema| schema.name() == plan.schema()) {
        Some(mark) if mark.standing.is_mark() => sql.push_str(&mark::removal(plan.schema())),
        // Should something have come into it just now, PostgreSQL refuses.
        Some(_) => sql.push_str(&format!("DROP SCHEMA {new_name} RESTRICT; ")),
        None => {}
    }
    sql.push_str(&format!("ALTER SCHEMA {old_name} RENAME TO {new_name}; "));
    let note = Note::wanted(plan, settings, old.standing.note());
    sql.push_str(&note.statement(plan.schema(), old.standing.comment.as_deref()));
    let marks = mark::missing(plan, server, found, Some(from), &note);
    session.transaction("rename the schema", |session| {
        session.run("rename the schema", &sql)?;
        if settings.roles {
            let (new, login, owner) = (plan.role(), plan.login(), plan.owner());
            rename_role(session, old.name(), new)?;
            rename_role(session, &logins::login_of(old.name()), &login)?;
            rename_role(session, &logins::owner_of(old.name()), &owner)?;
        }
        rename_text::rewrite(session, old.name(), report)?;
        if marks.is_empty() {
            return Ok(());
        }
        session.run("leave marks under the previous ids", &marks)
    })?;
    tracing::info!(plugin = %plan.id, %from, "renamed the schema");
    report.renamed = Some(Renamed { from, to: plan.id });
    Ok(())
}

fn fail(source: RenameError) -> MigrateErrorKind {
    MigrateErrorKind::Rename { source }
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
