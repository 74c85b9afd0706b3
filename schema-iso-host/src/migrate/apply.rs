//! One migration, applied or taken back: all of it or nothing.

use std::time::Instant;

use diesel::connection::SimpleConnection;
use diesel::prelude::*;
use diesel::result::Error;
use diesel::sql_types::{Bool, Text};

use super::backoff::Backoff;
use super::diagnose;
use super::error::{MigrateErrorKind, is_lost, is_transient};
use super::lock;
use super::plan::{MigrationText, PlannedMigration};
use super::report::AppliedMigration;
use super::role;
use super::session::Session;
use super::tracker;

/// How often a migration is tried that PostgreSQL stopped in favour of another one.
const TRIES: u32 = 5;

/// Applies a migration, and notes it, in one transaction.
pub(super) fn up(
    session: &mut Session<'_>,
    migration: &PlannedMigration,
) -> Result<AppliedMigration, MigrateErrorKind> {
    let began = Instant::now();
    run(session, migration, &migration.up, tracker::add)?;
    let duration = began.elapsed();
    tracing::info!(
        plugin = %session.plan.id, migration = %migration.name, ?duration, "applied a migration"
    );
    Ok(AppliedMigration {
        version: migration.version.clone().into_owned(),
        name: migration.name.clone().into_owned(),
        duration,
    })
}

/// Takes a migration back, and notes it, in one transaction.
pub(super) fn down(
    session: &mut Session<'_>,
    migration: &PlannedMigration,
) -> Result<(), MigrateErrorKind> {
    let Some(script) = &migration.down else {
        return Err(MigrateErrorKind::Irreversible {
            migration: migration.name.clone().into_owned(),
        });
    };
    run(session, migration, script, tracker::remove)?;
    tracing::info!(plugin = %session.plan.id, migration = %migration.name, "reverted a migration");
    Ok(())
}

type Note = fn(&mut Session<'_>, &PlannedMigration) -> Result<(), MigrateErrorKind>;

fn run(
    session: &mut Session<'_>,
    migration: &PlannedMigration,
    script: &MigrationText,
    note: Note,
) -> Result<(), MigrateErrorKind> {
    let mut backoff = Backoff::new();
    let mut tries = 1;
    loop {
        let began = Instant::now();
        let done = if migration.run_in_transaction {
            in_transaction(session, migration, script, note)
        } else {
            without_transaction(session, migration, script, note)
        };
        match done {
            Ok(()) => return session.clean(),
            Err(MigrateErrorKind::Migration { source, .. })
                if migration.run_in_transaction
                    && tries < TRIES
                    && is_transient(source.diesel()) =>
            {
                tracing::warn!(
                    plugin = %session.plan.id, migration = %migration.name, error = %source,
                    "PostgreSQL stopped a migration in favour of another transaction; trying again"
                );
                tries += 1;
                session.settings.cancel.wait(backoff.next());
            }
            Err(error) if migration.run_in_transaction => {
                return Err(diagnosed(session, script, began, error));
            }
            Err(error) => return Err(error),
        }
    }
}

/// The error with what Diesel does not hand out.
fn diagnosed(
    session: &mut Session<'_>,
    script: &MigrationText,
    began: Instant,
    error: MigrateErrorKind,
) -> MigrateErrorKind {
    match error {
        MigrateErrorKind::Migration {
            migration,
            file,
            line,
            source,
        } => {
            let found = diagnose::diagnose(session, script, began.elapsed(), source.diesel());
            let (diagnosis, statement) = found.unwrap_or_default();
            MigrateErrorKind::Migration {
                migration,
                file,
                line: line.or(statement),
                source: source.with_diagnosis(diagnosis),
            }
        }
        other => other,
    }
}

fn in_transaction(
    session: &mut Session<'_>,
    migration: &PlannedMigration,
    script: &MigrationText,
    note: Note,
) -> Result<(), MigrateErrorKind> {
    session.begin(&format!("run {}", script.path))?;
    let done = within(session, migration, script, note).and_then(|()| {
        // What a migration put off, such as a deferred constraint, fails here.
        let committed = session.pg().batch_execute("COMMIT");
        committed.map_err(|source| failed(migration, script, source))
    });
    if done.is_err() {
        session.roll_back();
    }
    done
}

/// Wraps the failure of a migration's own text.
fn failed(migration: &PlannedMigration, script: &MigrationText, source: Error) -> MigrateErrorKind {
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

/// Everything between `BEGIN` and `COMMIT`.
fn within(
    session: &mut Session<'_>,
    migration: &PlannedMigration,
    script: &MigrationText,
    note: Note,
) -> Result<(), MigrateErrorKind> {
    let (before, after) = guarded(session, migration, script)?;
    if before.transaction != after.transaction {
        return Err(MigrateErrorKind::EndedTransaction {
            migration: migration.name.clone().into_owned(),
            file: script.path.clone().into_owned(),
        });
    }
    after.check_lock(migration)?;
    if session.settings.roles {
        role::refuse_definers(session)?;
    }
    note(session, migration)
}

/// Runs the text, and tells how the session stood before and after it.
fn guarded(
    session: &mut Session<'_>,
    migration: &PlannedMigration,
    script: &MigrationText,
) -> Result<(SessionState, SessionState), MigrateErrorKind> {
    let before = SessionState::ask(session)?;
    before.check_lock(migration)?;
    session.enter_plugin()?;
    execute(session, migration, script)?;
    let settings = session.settings;
    if settings.roles && migration.run_in_transaction {
        // What was put off would run with the host's rights when the transaction is committed.
        let now = session.pg().batch_execute("SET CONSTRAINTS ALL IMMEDIATE");
        now.map_err(|source| failed(migration, script, source))?;
    }
    session.restore_path()?;
    let after = SessionState::ask(session)?;
    let owner = settings.roles.then(|| session.plan.owner());
    let role = owner.as_ref().unwrap_or(&before.role);
    after.check_roles(role, &before.login, migration, script)?;
    session.leave_plugin()?;
    Ok((before, after))
}

fn without_transaction(
    session: &mut Session<'_>,
    migration: &PlannedMigration,
    script: &MigrationText,
    note: Note,
) -> Result<(), MigrateErrorKind> {
    let (_, after) = guarded(session, migration, script)?;
    // Outside of a transaction every question is one of its own.
    if after.transaction == SessionState::ask(session)?.transaction {
        session.roll_back();
        return Err(MigrateErrorKind::LeftTransactionOpen {
            migration: migration.name.clone().into_owned(),
            file: script.path.clone().into_owned(),
        });
    }
    after.check_lock(migration)?;
    session.transaction("write the tracker", |session| note(session, migration))
}

fn execute(
    session: &mut Session<'_>,
    migration: &PlannedMigration,
    script: &MigrationText,
) -> Result<(), MigrateErrorKind> {
    session
        .pg()
        .batch_execute(script.sql())
        .map_err(|source| failed(migration, script, source))
}

/// What must be the same before and after a migration.
#[derive(Debug, QueryableByName)]
struct SessionState {
    #[diesel(sql_type = Text)]
    transaction: String,
    #[diesel(sql_type = Text)]
    role: String,
    #[diesel(sql_type = Text)]
    login: String,
    #[diesel(sql_type = Bool)]
    locked: bool,
}

impl SessionState {
    fn ask(session: &mut Session<'_>) -> Result<Self, MigrateErrorKind> {
        let query = diesel::sql_query(format!(
            "SELECT pg_catalog.txid_current()::pg_catalog.text AS transaction, \
                    current_user::pg_catalog.text AS role, \
                    session_user::pg_catalog.text AS login, {} AS locked",
            lock::held(),
        ))
        .bind::<Text, _>(lock::key_text(session.plan.id));
        query
            .get_result(session.pg())
            .map_err(|source| MigrateErrorKind::statement("check the session", source))
    }

    fn check_lock(&self, migration: &PlannedMigration) -> Result<(), MigrateErrorKind> {
        if self.locked {
            return Ok(());
        }
        Err(MigrateErrorKind::LockLost {
            migration: migration.name.clone().into_owned(),
        })
    }

    fn check_roles(
        &self,
        role: &str,
        login: &str,
        migration: &PlannedMigration,
        script: &MigrationText,
    ) -> Result<(), MigrateErrorKind> {
        if self.role == role && self.login == login {
            return Ok(());
        }
        Err(MigrateErrorKind::ChangedRole {
            migration: migration.name.clone().into_owned(),
            file: script.path.clone().into_owned(),
            before: role.to_owned(),
            after: self.role.clone(),
        })
    }
}
