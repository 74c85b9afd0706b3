//! Runs the text of a migration, whether inside of a transaction or not.

use diesel::connection::SimpleConnection;
use diesel::result::Error;

use super::error::{MigrateErrorKind, is_lost};
use super::plan::{MigrationText, PlannedMigration};
use super::session::{OWN_PATH, Session};
use super::state::{LOGIN_LEFT, ROLE_LEFT};

/// How a migration is noted: the statements, given the plugin's schema.
pub(super) type Note = fn(&str, &PlannedMigration) -> String;

/// Runs the text in its transaction and, in the same round trip, makes the session the runner's
/// again; keeps in it which roles the text has left.
///
/// The statements after the text cannot close a quote or a comment that the text has left open,
/// and the positions of its errors are those in the text.
pub(super) fn execute_and_restore(
    session: &mut Session<'_>,
    migration: &PlannedMigration,
    script: &MigrationText,
) -> Result<(), MigrateErrorKind> {
    // With roles, what was put off would run with the host's rights when the transaction is
    // committed.
    let put_off = if session.settings.roles {
        "SET CONSTRAINTS ALL IMMEDIATE; "
    } else {
        ""
    };
    let sql = format!(
        "{}\n; {put_off}{}; SELECT pg_catalog.set_config('{ROLE_LEFT}', current_user, false), \
             pg_catalog.set_config('{LOGIN_LEFT}', session_user, false); \
         RESET SESSION AUTHORIZATION; RESET ROLE",
        script.sql(),
        restoring(session),
    );
    session
        .pg()
        .batch_execute(&sql)
        .map_err(|source| failed(migration, script, source))
}

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
    let sql = restoring(session);
    session.run("restore the settings", &sql)
}

/// What a migration has set for its session holds in its transaction, too; what is set after it
/// holds for the rest of the transaction, and after it.
///
/// The questions to the catalogue that follow name many tables and find few rows; PostgreSQL would
/// compile them, which takes a hundred times as long as they do.
fn restoring(session: &Session<'_>) -> String {
    let timeouts = session.settings.timeouts("SET");
    format!("{timeouts}; SET search_path TO {OWN_PATH}; SET jit TO off")
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
