//! Migrations that run outside of a transaction: noted before they begin, so that one that was
//! interrupted is taken up again where that is safe (ISO-16).

use diesel::prelude::*;
use diesel::sql_types::{Bool, Text};
use schema_iso::migration::{Direction, Outside};

use super::error::MigrateErrorKind;
use super::identifier::{literal, qualified};
use super::kept::Kept;
use super::landed::{self, Invalid};
use super::pin;
use super::plan::{MigrationText, PlannedMigration};
use super::session::Session;
use super::state::{SessionState, Trackers};
use super::text::{Note, execute, restore_settings};
use super::tracker;

/// Runs a migration outside of a transaction, and notes it.
pub(super) fn run(
    session: &mut Session<'_>,
    migration: &PlannedMigration,
    script: &MigrationText,
    direction: Direction,
    outside: &Outside,
    note: Note,
) -> Result<(), MigrateErrorKind> {
    let up = direction == Direction::Up;
    let began = up && tracker::has_begun(session, migration)?;
    let work = Work {
        migration,
        script,
        outside,
    };
    if work.is_done(session, began, !up)? {
        tracing::info!(
            plugin = %session.plan.id, migration = %migration.name,
            "a migration that was interrupted had done its work"
        );
    } else {
        if up {
            tracker::begin(session, migration)?;
        }
        work.execute(session, up)?;
    }
    let note = note(session.plan.schema(), migration);
    session.transaction("write the tracker", |session| {
        pin::ask_and_run(session)?;
        session.run("write the tracker", &note)
    })
}

struct Work<'w> {
    migration: &'w PlannedMigration,
    script: &'w MigrationText,
    outside: &'w Outside,
}

impl Work<'_> {
    /// Takes away what an attempt that failed or was interrupted has left, and says whether such
    /// an attempt has done all there is to do.
    ///
    /// An attempt `began` if it had this very text. What is to be gone may be gone already
    /// `without_trace` where the way back is run, which is not noted before it begins.
    fn is_done(
        &self,
        session: &mut Session<'_>,
        began: bool,
        without_trace: bool,
    ) -> Result<bool, MigrateErrorKind> {
        match self.outside {
            Outside::CreateIndex {
                name: Some(name),
                table,
            } => {
                let invalid = landed::invalid(session, Some(std::slice::from_ref(name)))?;
                if let Some(index) = invalid.iter().find(|index| index.table == *table) {
                    drop_invalid(session, index)?;
                    return Ok(false);
                }
                Ok(began && has_valid_index(session, name, table)?)
            }
            // PostgreSQL chooses the name, so that nobody knows which index it is.
            Outside::CreateIndex { name: None, table } => {
                let mut invalid = landed::invalid(session, None)?;
                invalid.retain(|index| index.table == *table);
                if !invalid.is_empty() {
                    // The attempt that left it has not done its work.
                    tracker::forget(session, self.migration)?;
                    let (migration, script) = (self.migration, self.script);
                    return Err(landed::invalid_indexes(session, migration, script, invalid));
                }
                if began {
                    return Err(self.interrupted(session));
                }
                Ok(false)
            }
            Outside::DropIndex { name } => {
                Ok((began || without_trace) && !has_relation(session, name)?)
            }
            Outside::DetachPartition { table, partition } => {
                let state = attached(session, table, partition)?;
                if state == Attached::Half {
                    let schema = session.plan.schema();
                    let (table, partition) =
                        (qualified(schema, table), qualified(schema, partition));
                    let sql = format!("ALTER TABLE {table} DETACH PARTITION {partition} FINALIZE");
                    session.run("finish detaching a partition", &sql)?;
                    return Ok(true);
                }
                Ok((began || without_trace) && state == Attached::No)
            }
            Outside::Reindex => {
                for index in landed::invalid(session, None)? {
                    if is_transient_copy(&index.name) {
                        drop_invalid(session, &index)?;
                    }
                }
                Ok(false)
            }
            Outside::Parts if began => Err(self.interrupted(session)),
            _ => Ok(false),
        }
    }

    fn interrupted(&self, session: &Session<'_>) -> MigrateErrorKind {
        let schema = session.plan.schema();
        let version = literal(&self.migration.version);
        let version = version.strip_prefix('E').unwrap_or(&version);
        MigrateErrorKind::Interrupted {
            migration: self.migration.name.clone().into_owned(),
            file: self.script.path.clone().into_owned(),
            again: tracker::forget_statement(schema, version),
            applied: tracker::add_statement(schema, version),
        }
    }

    /// Runs the text, and checks what it left behind.
    fn execute(&self, session: &mut Session<'_>, up: bool) -> Result<(), MigrateErrorKind> {
        let (migration, script) = (self.migration, self.script);
        let before = SessionState::ask(session)?;
        before.check_lock(migration)?;
        let trackers = Trackers::ask(session)?;
        let kept = match self.outside {
            Outside::Parts => Some(Kept::read(session)?),
            _ => None,
        };
        let invalid = landed::invalid(session, None)?;
        if self.outside.is_concurrent() {
            session.run("wait without a limit", "SET lock_timeout TO 0")?;
        }
        session.enter_plugin()?;
        if let Err(error) = execute(session, migration, script) {
            if up && matches!(error, MigrateErrorKind::Migration { .. }) {
                self.forget_if_nothing_is_there(session, &invalid)?;
            }
            return Err(error);
        }
        // The migration may have changed the path, for the session even.
        restore_settings(session)?;
        let after = SessionState::ask(session)?;
        // Outside of a transaction every question is one of its own.
        if after.transaction == SessionState::ask(session)?.transaction {
            session.roll_back();
            return Err(MigrateErrorKind::LeftTransactionOpen {
                migration: migration.name.clone().into_owned(),
                file: script.path.clone().into_owned(),
            });
        }
        after.check_roles(&before, session, migration, script)?;
        session.leave_plugin()?;
        after.check_lock(migration)?;
        if let Err(error) = trackers.check(session, migration, script) {
            // There is no transaction to roll back.
            if let (MigrateErrorKind::TrackersChanged { .. }, Some(kept)) = (&error, &kept) {
                kept.restore(session)?;
            }
            return Err(error);
        }
        let mut left = landed::invalid(session, None)?;
        left.retain(|index| !invalid.contains(index));
        if !left.is_empty() {
            return Err(landed::invalid_indexes(session, migration, script, left));
        }
        landed::refuse_invalid(session, migration, script)
    }

    /// After a failure that PostgreSQL reported, a single statement has left an invalid index
    /// behind, or nothing.
    fn forget_if_nothing_is_there(
        &self,
        session: &mut Session<'_>,
        before: &[Invalid],
    ) -> Result<(), MigrateErrorKind> {
        // The text may have begun a transaction, which has failed then.
        session.roll_back();
        restore_settings(session)?;
        session.leave_plugin()?;
        let in_parts = matches!(
            self.outside,
            Outside::Parts | Outside::DetachPartition { .. }
        );
        if in_parts || landed::invalid(session, None)? != before {
            return Ok(());
        }
        tracker::forget(session, self.migration)
    }
}

/// Whether an index is one of the copies that `REINDEX CONCURRENTLY` makes.
fn is_transient_copy(name: &str) -> bool {
    let name = name.trim_end_matches(|c: char| c.is_ascii_digit());
    name.ends_with("_ccnew") || name.ends_with("_ccold")
}

/// Drops an index that a concurrent statement has left invalid. Whoever is building it holds a
/// lock on its table, so the question is asked again under that lock.
fn drop_invalid(session: &mut Session<'_>, index: &Invalid) -> Result<(), MigrateErrorKind> {
    let schema = session.plan.schema();
    let (table, name) = (
        qualified(schema, &index.table),
        qualified(schema, &index.name),
    );
    session.transaction("drop an invalid index", |session| {
        session.run(
            "lock the table of an invalid index",
            &format!("LOCK TABLE {table} IN SHARE UPDATE EXCLUSIVE MODE"),
        )?;
        let still = landed::invalid(session, Some(std::slice::from_ref(&index.name)))?;
        if !still.contains(index) {
            return Ok(());
        }
        session.run("drop an invalid index", &format!("DROP INDEX {name}"))?;
        tracing::warn!(
            plugin = %session.plan.id, index = %index.name,
            "dropped an invalid index, which a concurrent migration had left behind"
        );
        Ok(())
    })
}

#[derive(QueryableByName)]
struct Holds {
    #[diesel(sql_type = Bool)]
    value: bool,
}

fn has_valid_index(
    session: &mut Session<'_>,
    name: &str,
    table: &str,
) -> Result<bool, MigrateErrorKind> {
    let query = diesel::sql_query(
        "SELECT EXISTS (SELECT FROM pg_catalog.pg_index i \
                        JOIN pg_catalog.pg_class x ON x.oid = i.indexrelid \
                        JOIN pg_catalog.pg_class t ON t.oid = i.indrelid \
                        JOIN pg_catalog.pg_namespace n ON n.oid = x.relnamespace \
                        WHERE i.indisvalid AND n.nspname = $1 AND x.relname = $2 \
                          AND t.relname = $3) AS holds",
    )
    .bind::<Text, _>(session.plan.schema())
    .bind::<Text, _>(name)
    .bind::<Text, _>(table);
    session.holds("look for an index", query)
}

fn has_relation(session: &mut Session<'_>, name: &str) -> Result<bool, MigrateErrorKind> {
    let query = diesel::sql_query(
        "SELECT EXISTS (SELECT FROM pg_catalog.pg_class c \
                        JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace \
                        WHERE n.nspname = $1 AND c.relname = $2) AS holds",
    )
    .bind::<Text, _>(session.plan.schema())
    .bind::<Text, _>(name);
    session.holds("look for an index", query)
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Attached {
    Yes,
    Half,
    No,
}

fn attached(
    session: &mut Session<'_>,
    table: &str,
    partition: &str,
) -> Result<Attached, MigrateErrorKind> {
    // PostgreSQL 13 has no such column, and cannot detach concurrently either.
    let query = diesel::sql_query(
        "SELECT coalesce((pg_catalog.to_jsonb(i) OPERATOR(pg_catalog.->>) 'inhdetachpending')::pg_catalog.bool, \
                         false) AS value \
         FROM pg_catalog.pg_inherits i \
         JOIN pg_catalog.pg_class p ON p.oid = i.inhparent \
         JOIN pg_catalog.pg_class c ON c.oid = i.inhrelid \
         JOIN pg_catalog.pg_namespace n ON n.oid = p.relnamespace AND n.oid = c.relnamespace \
         WHERE n.nspname = $1 AND p.relname = $2 AND c.relname = $3",
    )
    .bind::<Text, _>(session.plan.schema())
    .bind::<Text, _>(table)
    .bind::<Text, _>(partition);
    let rows: Vec<Holds> = session.load("look for a partition", query)?;
    Ok(match rows.first() {
        Some(Holds { value: true }) => Attached::Half,
        Some(Holds { value: false }) => Attached::Yes,
        None => Attached::No,
    })
}
