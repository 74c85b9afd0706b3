//! The pinned connection of one plugin's migrations.

use diesel::connection::SimpleConnection;
use diesel::deserialize::QueryableByName;
use diesel::pg::{Pg, PgConnection};
use diesel::query_dsl::methods::{ExecuteDsl, LoadQuery};
use diesel::sql_types::Bool;

use super::error::{MIGRATIONS, MigrateErrorKind, ServerError, is_lost};
use super::identifier::{literal, quoted, search_path};
use super::idle::Idle;
use super::link;
use super::plan::Plan;
use super::settings::Settings;

/// The search path of the runner's own statements: no function or operator of a plugin stands
/// in for one of PostgreSQL's, with the rights of the host.
pub(super) const OWN_PATH: &str = "pg_catalog, pg_temp";

/// A connection that serves the migrations of one plugin. It is never part of the pool; the next
/// plugin of the same boot may get it, after `DISCARD ALL`, so nothing that a migration leaves in
/// it lives on.
pub(super) struct Session<'a> {
    pub(super) settings: &'a Settings,
    pub(super) plan: &'a Plan,
    pg: PgConnection,
    /// Whether the transaction of the next migration has begun.
    pub(super) has_begun: bool,
}

/// The answer to a question.
#[derive(QueryableByName)]
pub(super) struct Answer {
    #[diesel(sql_type = Bool)]
    holds: bool,
}

impl<'a> Session<'a> {
    pub(super) fn open(settings: &'a Settings, plan: &'a Plan) -> Result<Self, MigrateErrorKind> {
        Self::open_checked(settings, plan, |_, _| Ok(()))
    }

    /// Opens a session outside of a boot, where nobody has looked yet whether a pooler is in the
    /// way.
    pub(super) fn open_alone(
        settings: &'a Settings,
        plan: &'a Plan,
    ) -> Result<Self, MigrateErrorKind> {
        Self::open_checked(settings, plan, link::check_migrations)
    }

    /// Opens a session in a boot that may have had nothing to migrate.
    pub(super) fn open_in_boot(
        settings: &'a Settings,
        plan: &'a Plan,
    ) -> Result<Self, MigrateErrorKind> {
        Self::open_checked(settings, plan, link::check_migrations_of_boot)
    }

    fn open_checked(
        settings: &'a Settings,
        plan: &'a Plan,
        check: fn(&Settings, &mut PgConnection) -> Result<(), ServerError>,
    ) -> Result<Self, MigrateErrorKind> {
        let address = settings.migration_address();
        let mut pg = address
            .connect()
            .map_err(|source| MigrateErrorKind::Connect { source })?;
        check(settings, &mut pg).map_err(|source| MigrateErrorKind::Server { source })?;
        Self::prepared(settings, plan, pg)
    }

    /// Opens a session on a connection that another plugin of the same boot has left, or else on
    /// a new one.
    pub(super) fn open_on(
        settings: &'a Settings,
        plan: &'a Plan,
        idle: &Idle,
    ) -> Result<Self, MigrateErrorKind> {
        let Some(pg) = idle.take() else {
            return Self::open(settings, plan);
        };
        match Self::prepared(settings, plan, pg) {
            // It was closed meanwhile. Nothing was under way.
            Err(MigrateErrorKind::ConnectionLost { .. }) => Self::open(settings, plan),
            prepared => prepared,
        }
    }

    fn prepared(
        settings: &'a Settings,
        plan: &'a Plan,
        pg: PgConnection,
    ) -> Result<Self, MigrateErrorKind> {
        let mut session = Self {
            settings,
            plan,
            pg,
            has_begun: false,
        };
        let baseline = session.baseline();
        session.run("prepare the connection", &baseline)?;
        Ok(session)
    }

    /// Lets go of the plugin's lock and of all else that PostgreSQL keeps for a session, and
    /// leaves the connection to the next plugin of the boot. If that fails, it is closed.
    pub(super) fn leave(mut self, idle: &Idle) {
        match self.pg.batch_execute("DISCARD ALL") {
            Ok(()) => idle.put(self.pg),
            Err(error) => {
                tracing::debug!(plugin = %self.plan.id, %error, "could not reset a connection");
            }
        }
    }

    /// What holds between migrations, whatever the database's defaults say. The name tells the
    /// session of a migration from that of a plugin, and keeps the address's own.
    fn baseline(&self) -> String {
        let name = literal(&format!("{MIGRATIONS}{}", self.plan.id));
        let named = "pg_catalog.current_setting('application_name')";
        format!(
            "SELECT pg_catalog.set_config('application_name', {name} OPERATOR(pg_catalog.||) \
               CASE WHEN {named} OPERATOR(pg_catalog.=) '' THEN '' \
                    ELSE ' for ' OPERATOR(pg_catalog.||) {named} END, false); \
             SET search_path TO {OWN_PATH}; SET client_encoding TO 'UTF8'; SET TIME ZONE 'UTC'; {}",
            self.settings.timeouts("SET"),
        )
    }

    /// Makes the session that of the plugin's migrations: its search path is the plugin's, and
    /// with roles its role is the one that owns what stands in the plugin's schema.
    pub(super) fn enter_plugin(&mut self) -> Result<(), MigrateErrorKind> {
        let mut sql = format!("SET search_path TO {}", self.search_path());
        if self.settings.roles {
            let owner = quoted(&self.plan.owner());
            sql.push_str(&format!("; SET ROLE {owner}"));
        }
        self.run("become the plugin", &sql)
    }

    /// Makes the session's role the host's again.
    pub(super) fn leave_plugin(&mut self) -> Result<(), MigrateErrorKind> {
        if !self.settings.roles {
            return Ok(());
        }
        self.run("leave the plugin's role", "RESET ROLE")
    }

    /// The search path of the plugin.
    pub(super) fn search_path(&self) -> String {
        search_path(&self.plan.schema, &self.settings.shared_schemas)
    }

    /// The connection, for the text of a migration.
    pub(super) fn pg(&mut self) -> &mut PgConnection {
        &mut self.pg
    }

    /// Runs statements of the runner's own.
    pub(super) fn run(&mut self, action: &str, sql: &str) -> Result<(), MigrateErrorKind> {
        self.pg
            .batch_execute(sql)
            .map_err(|source| MigrateErrorKind::statement(action, source))
    }

    /// Runs one statement with values.
    pub(super) fn execute<Q>(&mut self, action: &str, query: Q) -> Result<usize, MigrateErrorKind>
    where
        Q: ExecuteDsl<PgConnection>,
    {
        ExecuteDsl::execute(query, &mut self.pg)
            .map_err(|source| MigrateErrorKind::statement(action, source))
    }

    /// Runs a query.
    pub(super) fn load<'q, R, Q>(
        &mut self,
        action: &str,
        query: Q,
    ) -> Result<Vec<R>, MigrateErrorKind>
    where
        R: QueryableByName<Pg> + 'static,
        Q: LoadQuery<'q, PgConnection, R>,
    {
        query
            .load(&mut self.pg)
            .map_err(|source| MigrateErrorKind::statement(action, source))
    }

    /// Asks a question: a query for the column `holds`.
    pub(super) fn holds<'q, Q>(
        &mut self,
        action: &str,
        question: Q,
    ) -> Result<bool, MigrateErrorKind>
    where
        Q: LoadQuery<'q, PgConnection, Answer>,
    {
        let answers: Vec<Answer> = self.load(action, question)?;
        Ok(answers.iter().any(|answer| answer.holds))
    }

    /// Runs work in a transaction, with all settings local to it, so that the work is
    /// right even where a pooler hands each transaction another session.
    pub(super) fn transaction<T>(
        &mut self,
        action: &str,
        work: impl FnOnce(&mut Self) -> Result<T, MigrateErrorKind>,
    ) -> Result<T, MigrateErrorKind> {
        self.begin(action)?;
        match work(self) {
            Ok(value) => self.commit(action).map(|()| value),
            Err(error) => {
                self.roll_back();
                Err(error)
            }
        }
    }

    pub(super) fn begin(&mut self, action: &str) -> Result<(), MigrateErrorKind> {
        let batch = self.beginning();
        self.pg.batch_execute(&batch).map_err(|source| {
            if is_lost(&source) {
                MigrateErrorKind::ConnectionLost {
                    action: action.to_owned(),
                    before_sending: true,
                    source: source.into(),
                }
            } else {
                MigrateErrorKind::statement(action, source)
            }
        })
    }

    /// The statements that begin a transaction with the runner's settings.
    pub(super) fn beginning(&self) -> String {
        format!(
            "BEGIN ISOLATION LEVEL READ COMMITTED; SET LOCAL search_path TO {OWN_PATH}; {}",
            self.settings.timeouts("SET LOCAL"),
        )
    }

    pub(super) fn commit(&mut self, action: &str) -> Result<(), MigrateErrorKind> {
        self.pg
            .batch_execute("COMMIT")
            .map_err(|source| MigrateErrorKind::statement(action, source))
    }

    /// Rolls back. If that fails the connection is gone, and the server does it.
    pub(super) fn roll_back(&mut self) {
        if let Err(error) = self.pg.batch_execute("ROLLBACK") {
            tracing::debug!(plugin = %self.plan.id, %error, "could not roll back");
        }
    }

    /// Takes away what a migration may have left in the session, save its locks: among
    /// them are the plugin's.
    pub(super) fn clean(&mut self) -> Result<(), MigrateErrorKind> {
        let batch = self.cleaning();
        self.run("clean the connection", &batch)
    }

    /// The statements of [`Self::clean`].
    pub(super) fn cleaning(&self) -> String {
        format!(
            "RESET SESSION AUTHORIZATION; RESET ROLE; CLOSE ALL; RESET ALL; UNLISTEN *; DEALLOCATE ALL; DISCARD TEMP; DISCARD SEQUENCES; {}",
            self.baseline(),
        )
    }
}

#[cfg(all(test, feature = "testing"))]
mod tests {
    use diesel::prelude::Connection as _;
    use schema_iso::{PluginId, PluginMetadata};

    use super::*;
    use crate::testing::TestDatabase;

    #[test]
    fn a_connection_lost_before_a_transaction_is_another_error_than_one_lost_in_it() {
        let database = TestDatabase::create().unwrap();
        let settings = Settings::new(database.url());
        let plan = Plan::of(&PluginMetadata::new(
            PluginId::literal("notes"),
            "notes",
            "0",
        ));
        let kill = || {
            let mut killer = PgConnection::establish(&database.url()).unwrap();
            let others = "FROM pg_stat_activity \
                          WHERE datname = current_database() AND pid <> pg_backend_pid()";
            let kill_and_wait = format!(
                "DO $$ BEGIN PERFORM pg_terminate_backend(pid) {others}; \
                 WHILE EXISTS (SELECT {others}) LOOP PERFORM pg_stat_clear_snapshot(); END LOOP; END $$"
            );
            killer.batch_execute(&kill_and_wait).unwrap();
        };

        let mut session = Session::open(&settings, &plan).unwrap();
        kill();
        assert!(session.begin("begin").unwrap_err().is_before_sending());

        let mut session = Session::open(&settings, &plan).unwrap();
        session.begin("begin").unwrap();
        kill();
        let error = session.run("run", "SELECT 1").unwrap_err();
        assert!(matches!(error, MigrateErrorKind::ConnectionLost { .. }));
        assert!(!error.is_before_sending());
    }
}
