//! The mark under a previous id, at which an older program stops (ISO-17).
//!
//! An older program looks for the schema of the id that it knows, and makes one if there is none.
//! So there is one: with two views in the place of the trackers, of which the first fails with
//! the new id as soon as it is read. Programs that know of marks read the note in the comment
//! and refuse before that; those that do not find both trackers there, make nothing, and fail
//! when they read what was applied. Views are part of every dump, and a restore does not read them.

use schema_iso::id::PluginId;

use super::error::{MigrateErrorKind, RenameError};
use super::identifier::{literal, quoted};
use super::note::Note;
use super::plan::Plan;
use super::schema::{ExistingSchema, Standing};
use super::server::Server;
use super::tracker;

/// Refuses the plugin's own schema if it is a mark that is not the plugin's to remove.
pub(super) fn check(own: &Standing, plan: &Plan) -> Result<(), MigrateErrorKind> {
    let moved_to = own.moved_to();
    if !own.is_mark() || moved_to.is_some_and(|id| plan.previous_ids.contains(&id)) {
        return Ok(());
    }
    Err(moved(plan.id, moved_to))
}

/// The error of a program that is older than a rename.
pub(super) fn moved(plugin: PluginId, moved_to: Option<PluginId>) -> MigrateErrorKind {
    let source = RenameError::Moved {
        schema: plugin.schema(),
        plugin,
        moved_to,
    };
    MigrateErrorKind::Rename { source }
}

/// The statements that leave a mark under a previous id. The views have the columns of the
/// trackers.
fn statements(previous: PluginId, note: &Note) -> String {
    let schema = previous.schema();
    let schema = schema.as_str();
    let now = note.plugin;
    let text = literal(&format!(
        "the plugin `{previous}` is `{now}` in this database, since a newer release renamed it; start that release"
    ));
    let (tracker, checksums) = (tracker::tracker(schema), tracker::checksums(schema));
    format!(
        "CREATE SCHEMA {}; \
         CREATE VIEW {tracker} AS \
             SELECT {text}::pg_catalog.text::pg_catalog.int4::pg_catalog.text AS version, \
                    NULL::pg_catalog.timestamp AS run_on; \
         CREATE VIEW {checksums} AS \
             SELECT NULL::pg_catalog.text AS version, NULL::pg_catalog.text AS name, \
                    NULL::pg_catalog.text AS checksum, NULL::pg_catalog.timestamptz AS applied_at \
             WHERE false; \
         {}; ",
        quoted(schema),
        note.clone().of_mark(previous).statement(schema, None),
    )
}

/// The statements that remove a mark. What somebody has put beside it is not dropped along:
/// PostgreSQL refuses.
pub(super) fn removal(schema: &str) -> String {
    format!(
        "DROP VIEW IF EXISTS {}, {}; DROP SCHEMA {} RESTRICT; ",
        tracker::tracker(schema),
        tracker::checksums(schema),
        quoted(schema),
    )
}

/// The statements that leave a mark under each previous id, where there is none or a wrong one.
/// An empty schema gives way. `renamed` is the one that has just become the plugin's.
pub(super) fn missing(
    plan: &Plan,
    server: &Server,
    found: &[ExistingSchema],
    renamed: Option<PluginId>,
    note: &Note,
) -> String {
    let mut sql = String::new();
    for &previous in &plan.previous_ids {
        let schema = previous.schema();
        let there = found.iter().find(|found| found.name() == schema.as_str());
        match there.filter(|_| renamed != Some(previous)) {
            // Without the privilege to create schemas there are no marks.
            None if server.can_create => {}
            Some(mark) if mark.standing.is_mark_to(plan.id) => continue,
            Some(mark) if mark.owned && server.can_create && mark.standing.is_mark() => {
                sql.push_str(&removal(schema.as_str()));
            }
            Some(empty) if empty.owned && server.can_create && empty.empty => {
                sql.push_str(&format!(
                    "DROP SCHEMA {} RESTRICT; ",
                    quoted(schema.as_str())
                ));
            }
            None | Some(_) => continue,
        }
        sql.push_str(&statements(previous, note));
    }
    sql
}
