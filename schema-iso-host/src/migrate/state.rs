//! What must be the same before and after a migration: the state of its session, and the trackers.

use diesel::prelude::*;
use diesel::result::Error;
use diesel::sql_types::{Array, Bool, Text};

use super::error::{MigrateErrorKind, SqlError, is_lost};
use super::identifier::literal;
use super::landed;
use super::lock;
use super::pin;
use super::plan::{MigrationText, PlannedMigration};
use super::session::Session;
use super::tracker;

/// The settings that keep which roles a migration has left, until the runner asks for them.
pub(super) const ROLE_LEFT: &str = "schema_iso.role_left";
pub(super) const LOGIN_LEFT: &str = "schema_iso.login_left";

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
            "SELECT {}",
            columns("current_user", "session_user")
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

/// The columns of [`SessionState`], with expressions for the two roles; `$1` is the text of the
/// lock.
fn columns(role: &str, login: &str) -> String {
    format!(
        "pg_catalog.txid_current()::pg_catalog.text AS transaction, \
         {role}::pg_catalog.text AS role, {login}::pg_catalog.text AS login, {} AS locked",
        lock::held(),
    )
}

/// What is asked before a migration that runs in a transaction, in one statement.
#[derive(Debug, QueryableByName)]
pub(super) struct Before {
    #[diesel(embed)]
    pub(super) state: SessionState,
    #[diesel(embed)]
    pub(super) trackers: Trackers,
}

impl Before {
    /// Asks, and makes the session that of the plugin's migrations: see
    /// [`Session::enter_plugin`].
    pub(super) fn enter(session: &mut Session<'_>) -> Result<Self, MigrateErrorKind> {
        let set = |name, value: &str| {
            let value = literal(value);
            format!("pg_catalog.set_config('{name}', {value}, false)")
        };
        let mut entering = set("search_path", &session.search_path());
        if session.settings.roles {
            let role = set("role", &session.plan.owner());
            entering = format!("{entering}, {role} AS entered_role");
        }
        let query = diesel::sql_query(format!(
            "SELECT {}, {} AS digest, {entering}",
            columns("current_user", "session_user"),
            tracker::digest(session.plan.schema()),
        ))
        .bind::<Text, _>(lock::key_text(session.plan.id));
        query.get_result(session.pg()).map_err(|source| {
            if is_lost(&source) {
                // Nothing of the migration was sent.
                return MigrateErrorKind::ConnectionLost {
                    action: "become the plugin".to_owned(),
                    before_sending: true,
                    source: source.into(),
                };
            }
            MigrateErrorKind::statement("become the plugin", source)
        })
    }
}

/// What is asked after a migration that ran in a transaction, in one statement: a further check is
/// a further column.
#[derive(Debug, QueryableByName)]
pub(super) struct After {
    #[diesel(embed)]
    pub(super) state: SessionState,
    #[diesel(embed)]
    pub(super) trackers: Trackers,
    /// What is outside of the plugin's schema.
    #[diesel(sql_type = Array<Text>)]
    pub(super) elsewhere: Vec<String>,
    /// The statements that pin functions.
    #[diesel(sql_type = Text)]
    pub(super) pins: String,
}

impl After {
    /// Asks, as the runner. What cannot be asked any more, the migration has taken away.
    pub(super) fn ask(
        session: &mut Session<'_>,
        migration: &PlannedMigration,
        script: &MigrationText,
    ) -> Result<Self, MigrateErrorKind> {
        let left = |setting| format!("pg_catalog.current_setting('{setting}')");
        let query = diesel::sql_query(format!(
            "SELECT {}, {} AS digest, {} AS elsewhere, {} AS pins",
            columns(&left(ROLE_LEFT), &left(LOGIN_LEFT)),
            tracker::digest(session.plan.schema()),
            landed::elsewhere(session.plan, session.settings),
            pin::statements(session, session.plan.schema()),
        ))
        .bind::<Text, _>(lock::key_text(session.plan.id));
        let answer = query.get_result(session.pg());
        answer.map_err(|source| Trackers::unreadable(source, migration, script))
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
        let now = ask(session).map_err(|source| Self::unreadable(source, migration, script))?;
        self.check_same(&now, migration, script)
    }

    pub(super) fn check_same(
        &self,
        now: &Self,
        migration: &PlannedMigration,
        script: &MigrationText,
    ) -> Result<(), MigrateErrorKind> {
        if now == self {
            return Ok(());
        }
        Err(Self::changed(None, migration, script))
    }

    fn unreadable(
        source: Error,
        migration: &PlannedMigration,
        script: &MigrationText,
    ) -> MigrateErrorKind {
        if is_lost(&source) {
            return MigrateErrorKind::statement("read the trackers", source);
        }
        Self::changed(Some(source.into()), migration, script)
    }

    fn changed(
        source: Option<SqlError>,
        migration: &PlannedMigration,
        script: &MigrationText,
    ) -> MigrateErrorKind {
        MigrateErrorKind::TrackersChanged {
            migration: migration.name.clone().into_owned(),
            file: script.path.clone().into_owned(),
            source,
        }
    }
}

fn ask(session: &mut Session<'_>) -> QueryResult<Trackers> {
    let digest = tracker::digest(session.plan.schema());
    diesel::sql_query(format!("SELECT {digest} AS digest")).get_result(session.pg())
}
