//! `SessionState`: what must be the same before and after a migration.

use diesel::prelude::*;
use diesel::sql_types::{Bool, Text};

use super::error::{MigrateErrorKind, is_lost};
use super::lock;
use super::plan::{MigrationText, PlannedMigration};
use super::session::Session;
use super::tracker;

/// What must be the same before and after a migration.
#[derive(Debug, QueryableByName)]
pub(super) struct SessionState {
    #[diesel(sql_type = Text)]
    pub(super) transaction: String,
    #[diesel(sql_type = Text)]
    role: String,
    #[diesel(sql_type = Text)]
    login: String,
    #[diesel(sql_type = Bool)]
    locked: bool,
    /// What the trackers are and hold.
    #[diesel(sql_type = Text)]
    trackers: String,
}

impl SessionState {
    pub(super) fn ask(session: &mut Session<'_>) -> Result<Self, MigrateErrorKind> {
        ask(session).map_err(|source| MigrateErrorKind::statement("check the session", source))
    }

    /// Asks after a migration. What cannot be asked any more, the migration has taken away.
    pub(super) fn ask_after(
        session: &mut Session<'_>,
        migration: &PlannedMigration,
        script: &MigrationText,
    ) -> Result<Self, MigrateErrorKind> {
        ask(session).map_err(|source| {
            if is_lost(&source) {
                return MigrateErrorKind::statement("check the session", source);
            }
            MigrateErrorKind::TrackersChanged {
                migration: migration.name.clone().into_owned(),
                file: script.path.clone().into_owned(),
                source: Some(source.into()),
            }
        })
    }

    pub(super) fn check_lock(&self, migration: &PlannedMigration) -> Result<(), MigrateErrorKind> {
        if self.locked {
            return Ok(());
        }
        Err(MigrateErrorKind::LockLost {
            migration: migration.name.clone().into_owned(),
        })
    }

    pub(super) fn check_roles(
        &self,
        before: &Self,
        migration: &PlannedMigration,
        script: &MigrationText,
    ) -> Result<(), MigrateErrorKind> {
        if self.role == before.role && self.login == before.login {
            return Ok(());
        }
        Err(MigrateErrorKind::ChangedRole {
            migration: migration.name.clone().into_owned(),
            file: script.path.clone().into_owned(),
            before: before.role.clone(),
            after: self.role.clone(),
        })
    }

    pub(super) fn check_trackers(
        &self,
        before: &Self,
        migration: &PlannedMigration,
        script: &MigrationText,
    ) -> Result<(), MigrateErrorKind> {
        if self.trackers == before.trackers {
            return Ok(());
        }
        Err(MigrateErrorKind::TrackersChanged {
            migration: migration.name.clone().into_owned(),
            file: script.path.clone().into_owned(),
            source: None,
        })
    }
}

fn ask(session: &mut Session<'_>) -> QueryResult<SessionState> {
    let query = diesel::sql_query(format!(
        "SELECT pg_catalog.txid_current()::pg_catalog.text AS transaction, \
                current_user::pg_catalog.text AS role, \
                session_user::pg_catalog.text AS login, {} AS locked, {} AS trackers",
        lock::held(),
        tracker::digest(session.plan.schema()),
    ))
    .bind::<Text, _>(lock::key_text(session.plan.id));
    query.get_result(session.pg())
}
