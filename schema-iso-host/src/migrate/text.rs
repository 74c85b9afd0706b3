//! Runs the text of a migration, whether inside of a transaction or not.

use diesel::connection::SimpleConnection;
use diesel::result::Error;

use super::error::{MigrateErrorKind, is_lost};
use super::plan::{MigrationText, PlannedMigration};
use super::session::{OWN_PATH, Session};

/// How a migration is noted.
pub(super) type Note = fn(&mut Session<'_>, &PlannedMigration) -> Result<(), MigrateErrorKind>;

/// Runs the text itself.
pub(super) fn execute(
    session: &mut Session<'_>,
    migration: &PlannedMigration,
    script: &MigrationText,
) -> Result<(), MigrateErrorKind> {
    session
        .pg()
        .batch_execute(script.sql())
        .map_err(|source| failed(migration, script, source))
}

/// Sets the time-outs and the runner's own search path again, whatever a migration has made of
/// them.
pub(super) fn restore_settings(session: &mut Session<'_>) -> Result<(), MigrateErrorKind> {
    let timeouts = session.settings.timeouts("SET");
    let sql = format!("{timeouts}; SET search_path TO {OWN_PATH}");
    session.run("restore the settings", &sql)
}

/// Wraps the failure of a migration's own text.
pub(super) fn failed(
    migration: &PlannedMigration,
    script: &MigrationText,
    source: Error,
) -> MigrateErrorKind {
    if is_lost(&source) {
        return MigrateErrorKind::statement(format!("run {}", script.path), source);
    }
    let position = match &source {
        Error::DatabaseError(_, information) => information.statement_position(),
        _ => None,
    };
    MigrateErrorKind::Migration {
        migration: migration.name.clone().into_owned(),
        file: script.path.clone().into_owned(),
        line: position.and_then(|position| script.line(position)),
        source: source.into(),
    }
}
