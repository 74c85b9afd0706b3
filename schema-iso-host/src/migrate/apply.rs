//! One migration, applied or taken back: all of it or nothing.

use std::time::Instant;

use diesel::connection::SimpleConnection;
use diesel::prelude::*;
use diesel::sql_types::{Bool, Text};

use super::backoff::Backoff;
use super::error::{MigrateError, is_transient};
use super::lock;
use super::plan::{Migration, Script};
use super::report::AppliedMigration;
use super::role;
use super::session::Session;
use super::tracker;

/// How often a migration is tried that PostgreSQL stopped in favour of another one.
const TRIES: u32 = 5;

/// Applies a migration, and notes it, in one transaction.
pub(super) fn up(
    session: &mut Session<'_>,
    migration: &Migration,
) -> Result<AppliedMigration, MigrateError> {
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
pub(super) fn down(session: &mut Session<'_>, migration: &Migration) -> Result<(), MigrateError> {
    let Some(script) = &migration.down else {
        return Err(MigrateError::Irreversible {
            plugin: session.plan.id,
            migration: migration.name.clone().into_owned(),
        });
    };
    run(session, migration, script, tracker::remove)?;
    tracing::info!(plugin = %session.plan.id, migration = %migration.name, "reverted a migration");
    Ok(())
}

type Note = fn(&mut Session<'_>, &Migration) -> Result<(), MigrateError>;

fn run(
    session: &mut Session<'_>,
    migration: &Migration,
    script: &Script,
    note: Note,
) -> Result<(), MigrateError> {
    let mut backoff = Backoff::new();
    let mut tries = 1;
    loop {
        let done = if migration.run_in_transaction {
            in_transaction(session, migration, script, note)
        } else {
            without_transaction(session, migration, script, note)
        };
        match done {
            Ok(()) => return session.clean(),
            Err(MigrateError::Migration { source, .. })
                if migration.run_in_transaction && tries < TRIES && is_transient(&source) =>
            {
                tracing::warn!(
                    plugin = %session.plan.id, migration = %migration.name, error = %source,
                    "PostgreSQL stopped a migration in favour of another transaction; trying again"
                );
                tries += 1;
                session.settings.cancel.wait(backoff.next());
            }
            Err(error) => return Err(error),
        }
    }
}

fn in_transaction(
    session: &mut Session<'_>,
    migration: &Migration,
    script: &Script,
    note: Note,
) -> Result<(), MigrateError> {
    session.begin(&format!("run {}", script.path))?;
    let done = within(session, migration, script, note).and_then(|()| {
        let plan = session.plan;
        // What a migration put off, such as a deferred constraint, fails here.
        let committed = session.pg().batch_execute("COMMIT");
        committed.map_err(|source| MigrateError::script(plan, migration, script, source))
    });
    if done.is_err() {
        session.roll_back();
    }
    done
}

/// Everything between `BEGIN` and `COMMIT`.
fn within(
    session: &mut Session<'_>,
    migration: &Migration,
    script: &Script,
    note: Note,
) -> Result<(), MigrateError> {
    let (before, after) = guarded(session, migration, script)?;
    if before.transaction != after.transaction {
        return Err(MigrateError::EndedTransaction {
            plugin: session.plan.id,
            migration: migration.name.clone().into_owned(),
            file: script.path.clone().into_owned(),
        });
    }
    after.check_roles(&before, session, migration, script)?;
    after.check_lock(session, migration)?;
    if session.settings.roles {
        role::refuse_definers(session)?;
    }
    note(session, migration)
}

/// Runs the text, and tells how the session stood before and after it.
fn guarded(
    session: &mut Session<'_>,
    migration: &Migration,
    script: &Script,
) -> Result<(Guard, Guard), MigrateError> {
    let before = Guard::ask(session)?;
    before.check_lock(session, migration)?;
    execute(session, migration, script)?;
    // The migration may have changed the path, for the session even; what is set
    // now holds for the rest of its transaction, and after it.
    restore_path(session)?;
    let after = Guard::ask(session)?;
    Ok((before, after))
}

fn without_transaction(
    session: &mut Session<'_>,
    migration: &Migration,
    script: &Script,
    note: Note,
) -> Result<(), MigrateError> {
    let (before, after) = guarded(session, migration, script)?;
    // Outside of a transaction every question is one of its own.
    if after.transaction == Guard::ask(session)?.transaction {
        session.roll_back();
        return Err(MigrateError::LeftTransactionOpen {
            plugin: session.plan.id,
            migration: migration.name.clone().into_owned(),
            file: script.path.clone().into_owned(),
        });
    }
    after.check_roles(&before, session, migration, script)?;
    after.check_lock(session, migration)?;
    session.transaction("write the tracker", |session| note(session, migration))
}

fn execute(
    session: &mut Session<'_>,
    migration: &Migration,
    script: &Script,
) -> Result<(), MigrateError> {
    let plan = session.plan;
    session
        .pg()
        .batch_execute(script.sql())
        .map_err(|source| MigrateError::script(plan, migration, script, source))
}

fn restore_path(session: &mut Session<'_>) -> Result<(), MigrateError> {
    let sql = format!("SET search_path TO {}", session.search_path());
    session.run("restore the search path", &sql)
}

/// What must be the same before and after a migration.
#[derive(Debug, QueryableByName)]
struct Guard {
    #[diesel(sql_type = Text)]
    transaction: String,
    #[diesel(sql_type = Text)]
    role: String,
    #[diesel(sql_type = Text)]
    login: String,
    #[diesel(sql_type = Bool)]
    locked: bool,
}

impl Guard {
    fn ask(session: &mut Session<'_>) -> Result<Self, MigrateError> {
        let query = diesel::sql_query(format!(
            "SELECT pg_catalog.txid_current()::pg_catalog.text AS transaction, \
                    current_user::pg_catalog.text AS role, \
                    session_user::pg_catalog.text AS login, {} AS locked",
            lock::held(),
        ))
        .bind::<Text, _>(lock::key_text(session.plan.id));
        let plan = session.plan;
        query
            .get_result(session.pg())
            .map_err(|source| MigrateError::statement(plan, "check the session", source))
    }

    fn check_lock(&self, session: &Session<'_>, migration: &Migration) -> Result<(), MigrateError> {
        if self.locked {
            return Ok(());
        }
        Err(MigrateError::LockLost {
            plugin: session.plan.id,
            migration: migration.name.clone().into_owned(),
        })
    }

    fn check_roles(
        &self,
        before: &Self,
        session: &Session<'_>,
        migration: &Migration,
        script: &Script,
    ) -> Result<(), MigrateError> {
        if self.role == before.role && self.login == before.login {
            return Ok(());
        }
        Err(MigrateError::ChangedRole {
            plugin: session.plan.id,
            migration: migration.name.clone().into_owned(),
            file: script.path.clone().into_owned(),
            before: before.role.clone(),
            after: self.role.clone(),
        })
    }
}
