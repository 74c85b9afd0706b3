//! The plugin's home: its schema, under the name that it has now.
//!
//! One look at the schemas of all its ids, and then, in this order: what is not the plugin's is
//! refused (ISO-17), the schema of a previous id is renamed (ISO-09) or a new one created with its
//! trackers, the schema says whose it is, and a mark stands under each previous id.

use schema_iso::id::PluginId;

use super::error::MigrateErrorKind;
use super::identifier::quoted;
use super::mark;
use super::note::Note;
use super::plan::Plan;
use super::rename;
use super::report::PluginReport;
use super::schema::{self, Standing};
use super::server::Server;
use super::session::Session;
use super::settings::Settings;
use super::tracker;

/// Prepares the home. The caller holds the locks of all ids.
pub(super) fn prepare(
    session: &mut Session<'_>,
    server: &Server,
    report: &mut PluginReport,
) -> Result<(), MigrateErrorKind> {
    let (plan, settings) = (session.plan, session.settings);
    let found = schema::find(session, &names(plan))?;
    let own = found.iter().find(|schema| schema.name() == plan.schema());
    if let Some(own) = own {
        own.check_owner(server)?;
        check(plan, settings, &own.standing)?;
    }
    if let Some((from, old)) = rename::choose(plan, settings, own, &found)? {
        return rename::rename(session, server, (from, old), &found, report);
    }
    if let Some(own) = own.filter(|own| own.standing.is_mark()) {
        // The mark names a previous id, whose schema is gone.
        return Err(mark::moved(plan.id, own.standing.moved_to()));
    }
    let note = own.and_then(|own| own.standing.note());
    let wanted = Note::wanted(plan, settings, note.clone());
    let mut sql = String::new();
    if own.is_none() {
        if !server.can_create {
            return Err(schema::missing_create(server));
        }
        let trackers = tracker::create_statements(plan.schema());
        sql.push_str(&format!(
            "CREATE SCHEMA {}; {trackers}; ",
            quoted(plan.schema())
        ));
        report.created = true;
    }
    if note.as_ref() != Some(&wanted) {
        let comment = own.and_then(|own| own.standing.comment.as_deref());
        sql.push_str(&wanted.statement(plan.schema(), comment));
        sql.push_str("; ");
    }
    sql.push_str(&mark::missing(plan, server, &found, None, &wanted));
    if sql.is_empty() {
        return Ok(());
    }
    // Statements that are sent together are one transaction.
    session.run("create the schema", &sql)?;
    if report.created {
        tracing::info!(plugin = %plan.id, schema = plan.schema(), "created the schema");
    }
    Ok(())
}

/// Refuses the plugin's own schema if the data have moved, or if it is somebody else's.
pub(super) fn check(
    plan: &Plan,
    settings: &Settings,
    own: &Standing,
) -> Result<(), MigrateErrorKind> {
    mark::check(own, plan)?;
    let why_not = own.why_not(plan, settings);
    why_not.map_or(Ok(()), |source| Err(MigrateErrorKind::Owner { source }))
}

/// The names of the schemas of all ids.
pub(super) fn names(plan: &Plan) -> Vec<String> {
    let ids = plan.previous_ids.iter().chain([&plan.id]);
    let schemas = ids.map(PluginId::schema);
    schemas.map(|schema| schema.to_string()).collect()
}

/// Whether all stands as [`prepare`] would leave it, as far as it can be seen from outside.
pub(super) fn is_prepared<'s>(
    plan: &Plan,
    settings: &Settings,
    server: &Server,
    find: impl Fn(&str) -> Option<&'s Standing>,
) -> bool {
    let Some(own) = find(plan.schema()) else {
        return false;
    };
    let note = own.note();
    let wanted = Note::wanted(plan, settings, note.clone());
    let mut previous = plan.previous_ids.iter().map(PluginId::schema);
    note == Some(wanted)
        && previous.all(|schema| match find(schema.as_str()) {
            None => !server.can_create,
            Some(standing) => {
                standing.is_mark_to(plan.id) || standing.why_not(plan, settings).is_some()
            }
        })
}
