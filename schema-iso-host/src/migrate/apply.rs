//! One migration, applied or taken back: all of it or nothing.

use std::time::{Duration, Instant};

use diesel::connection::SimpleConnection;
use schema_iso::migration::{Direction, Outside};

use super::backoff::Backoff;
use super::cancel::CancelToken;
use super::diagnose;
use super::error::{Chain, MigrateErrorKind, is_lock_unavailable, is_transient};
use super::landed;
use super::outside;
use super::pin;
use super::plan::{MigrationText, PlannedMigration};
use super::report::AppliedMigration;
use super::role;
use super::session::Session;
use super::state::{After, Before};
use super::text::{Note, execute_and_restore, failed};
use super::tracker;

/// The pauses between two tries to get locks, in which everybody else gets theirs.
const SHORTEST_PAUSE: Duration = Duration::from_millis(100);
const LONGEST_PAUSE: Duration = Duration::from_secs(10);

/// How often a migration is tried that PostgreSQL stopped in favour of another one.
const TRIES: u32 = 5;

/// Applies a migration, and notes it, in one transaction; begins the transaction of the next one,
/// if that `follows` at once.
pub(super) fn up(
    session: &mut Session<'_>,
    migration: &PlannedMigration,
    stop: &CancelToken,
    follows: bool,
) -> Result<AppliedMigration, MigrateErrorKind> {
    let began = Instant::now();
    run(session, migration, Direction::Up, stop, follows)?;
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
    stop: &CancelToken,
) -> Result<(), MigrateErrorKind> {
    run(session, migration, Direction::Down, stop, false)?;
    tracing::info!(plugin = %session.plan.id, migration = %migration.name, "reverted a migration");
    Ok(())
}

fn run(
    session: &mut Session<'_>,
    migration: &PlannedMigration,
    direction: Direction,
    stop: &CancelToken,
    follows: bool,
) -> Result<(), MigrateErrorKind> {
    let (script, note): (_, Note) = match (direction, &migration.down) {
        (Direction::Up, _) => (&migration.up, tracker::add),
        (Direction::Down, Some(down)) => (down, tracker::remove),
        (Direction::Down, None) => {
            let migration = migration.name.clone().into_owned();
            return Err(MigrateErrorKind::Irreversible { migration });
        }
    };
    let outside = if migration.run_in_transaction {
        Outside::InTransaction
    } else {
        Outside::of(script.sql())
    };
    let mut again = Again::within(session.settings.lock_retry_limit);
    loop {
        let began = Instant::now();
        let done = match &outside {
            Outside::InTransaction => in_transaction(session, migration, script, note, follows),
            outside => outside::run(session, migration, script, direction, outside, note)
                .and_then(|()| session.clean()),
        };
        let Err(error) = done else {
            return Ok(());
        };
        if outside.may_run_again() && again.is_worthwhile(&error) {
            tracing::warn!(
                plugin = %session.plan.id, migration = %migration.name, error = %Chain(&error),
                "other transactions were in the way of a migration; trying again"
            );
            again.wait(stop)?;
            session.clean()?;
            continue;
        }
        let error = again.exhausted(migration, script, error);
        return Err(match outside {
            Outside::InTransaction => diagnosed(session, script, began, error),
            _ => error,
        });
    }
}

/// Whether, and when, something that other transactions were in the way of is tried again.
pub(super) struct Again {
    began: Instant,
    limit: Duration,
    transient: u32,
    for_transient: Backoff,
    for_locks: Backoff,
    next: Duration,
}

impl Again {
    pub(super) fn within(limit: Duration) -> Self {
        Self {
            began: Instant::now(),
            limit,
            transient: 0,
            for_transient: Backoff::new(),
            for_locks: Backoff::between(SHORTEST_PAUSE, LONGEST_PAUSE),
            next: Duration::ZERO,
        }
    }

    /// Whether to try again after an error: locks that are not free until the limit is reached,
    /// everything else that passes a few times.
    pub(super) fn is_worthwhile(&mut self, error: &MigrateErrorKind) -> bool {
        let Some(error) = error.answer() else {
            return false;
        };
        if is_lock_unavailable(error) {
            self.next = self.for_locks.next();
            return self.began.elapsed() < self.limit;
        }
        self.transient += 1;
        self.next = self.for_transient.next();
        is_transient(error) && self.transient < TRIES
    }

    /// Waits, unless the boot is stopped.
    pub(super) fn wait(&self, stop: &CancelToken) -> Result<(), MigrateErrorKind> {
        if stop.wait(self.next) {
            return Err(MigrateErrorKind::Stopped);
        }
        Ok(())
    }

    /// The error after the last try.
    fn exhausted(
        &self,
        migration: &PlannedMigration,
        script: &MigrationText,
        error: MigrateErrorKind,
    ) -> MigrateErrorKind {
        match error {
            MigrateErrorKind::Migration { source, .. } if is_lock_unavailable(source.diesel()) => {
                MigrateErrorKind::Busy {
                    migration: migration.name.clone().into_owned(),
                    file: script.path.clone().into_owned(),
                    seconds: self.began.elapsed().as_secs(),
                    source,
                }
            }
            other => other,
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

/// Leaves the session clean, or in the transaction of the migration that follows.
fn in_transaction(
    session: &mut Session<'_>,
    migration: &PlannedMigration,
    script: &MigrationText,
    note: Note,
    follows: bool,
) -> Result<(), MigrateErrorKind> {
    if !std::mem::take(&mut session.has_begun) {
        session.begin(&format!("run {}", script.path))?;
    }
    let done = within(session, migration, script).and_then(|()| {
        let mut sql = format!(
            "{}; COMMIT; {}",
            note(session.plan.schema(), migration),
            session.cleaning(),
        );
        if follows {
            sql.push_str("; ");
            sql.push_str(&session.beginning());
        }
        // What a migration put off, such as a deferred constraint, fails here.
        let committed = session.pg().batch_execute(&sql);
        committed.map_err(|source| failed(migration, script, source))
    });
    if done.is_err() {
        session.roll_back();
    }
    session.has_begun = follows && done.is_ok();
    done
}

/// Everything between `BEGIN` and the note with which it is committed.
fn within(
    session: &mut Session<'_>,
    migration: &PlannedMigration,
    script: &MigrationText,
) -> Result<(), MigrateErrorKind> {
    let before = Before::enter(session)?;
    before.state.check_lock(migration)?;
    execute_and_restore(session, migration, script)?;
    let after = After::ask(session, migration, script)?;
    after
        .state
        .check_roles(&before.state, session, migration, script)?;
    if before.state.transaction != after.state.transaction {
        return Err(MigrateErrorKind::EndedTransaction {
            migration: migration.name.clone().into_owned(),
            file: script.path.clone().into_owned(),
        });
    }
    after.state.check_lock(migration)?;
    let trackers = before.trackers;
    trackers.check_same(&after.trackers, migration, script)?;
    landed::refuse_elsewhere(after.elsewhere, session, migration, script)?;
    landed::refuse_invalid(session, migration, script)?;
    if session.settings.roles {
        role::refuse_definers(session)?;
    }
    pin::run(session, &after.pins)
}
