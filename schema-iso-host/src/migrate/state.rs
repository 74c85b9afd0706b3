//! What must be the same before and after a migration: the state of its session, and the trackers.

use diesel::prelude::*;
use diesel::sql_types::{Bool, Text};

use super::error::{MigrateErrorKind, is_lost};
use super::lock;
use super::plan::{MigrationText, PlannedMigration};
use super::session::Session;
use super::tracker;

/// The state of a migration's session.
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
}

impl SessionState {
    pub(super) fn ask(session: &mut Session<'_>) -> Result<Self, MigrateErrorKind> {
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

    pub(super) fn check_lock(&self, migration: &PlannedMigration) -> Result<(), MigrateErrorKind> {
        if self.locked {
            return Ok(());
        }
        Err(MigrateErrorKind::LockLost {
            migration: migration.name.clone().into_owned(),
        })
    }

    /// Refuses a migration that has changed its role, which is the owner role of the plugin if it
    /// has one.
    pub(super) fn check_roles(
        &self,
        before: &Self,
        session: &Session<'_>,
        migration: &PlannedMigration,
        script: &MigrationText,
    ) -> Result<(), MigrateErrorKind> {
        let owner = session.settings.roles.then(|| session.plan.owner());
        let role = owner.as_ref().unwrap_or(&before.role);
        if self.role == *role && self.login == before.login {
            return Ok(());
        }
        Err(MigrateErrorKind::ChangedRole {
            migration: migration.name.clone().into_owned(),
            file: script.path.clone().into_owned(),
            before: role.clone(),
            after: self.role.clone(),
        })
    }
}

/// What the trackers are and hold (ISO-16).
#[derive(Debug, PartialEq, Eq, QueryableByName)]
pub(super) struct Trackers {
    #[diesel(sql_type = Text)]
    digest: String,
}

impl Trackers {
    pub(super) fn ask(session: &mut Session<'_>) -> Result<Self, MigrateErrorKind> {
        ask(session).map_err(|source| MigrateErrorKind::statement("read the trackers", source))
    }

    /// Refuses a migration that has changed the trackers. What cannot be asked any more, it has
    /// taken away.
    pub(super) fn check(
        &self,
        session: &mut Session<'_>,
        migration: &PlannedMigration,
        script: &MigrationText,
    ) -> Result<(), MigrateErrorKind> {
        let source = match ask(session) {
            Ok(now) if now == *self => return Ok(()),
            Ok(_) => None,
            Err(source) if is_lost(&source) => {
                return Err(MigrateErrorKind::statement("read the trackers", source));
            }
            Err(source) => Some(source.into()),
        };
        Err(MigrateErrorKind::TrackersChanged {
            migration: migration.name.clone().into_owned(),
            file: script.path.clone().into_owned(),
            source,
        })
    }
}

fn ask(session: &mut Session<'_>) -> QueryResult<Trackers> {
    let digest = tracker::digest(session.plan.schema());
    diesel::sql_query(format!("SELECT {digest} AS digest")).get_result(session.pg())
}
