//! `MigrationHarness` for one plugin: the one path on which migrations run and are taken back.
//!
//! The boot goes through it, and so does whoever calls `diesel_migrations` by hand. It is on a
//! type of its own because Diesel's implementation for connections names the tracker without
//! a schema, takes no lock, and runs any text.

use core::fmt;

use diesel::migration::{Migration as DieselMigration, MigrationVersion, Result as DieselResult};
use diesel::pg::Pg;
use diesel_migrations::MigrationHarness;
use schema_iso::id::PluginId;
use schema_iso::migration::Direction;

use super::apply;
use super::cancel::CancelToken;
use super::error::{Chain, MigrateError, MigrateErrorKind, StatusError};
use super::home;
use super::idle::Idle;
use super::link;
use super::lock;
use super::look::look;
use super::plan::{Plan, PlannedMigration};
use super::policy::Policy;
use super::report::PluginReport;
use super::role;
use super::server::Server;
use super::session::Session;
use super::settings::Settings;
use super::source;
use super::text_check;
use super::tracker::{self, Comparison};

/// Runs the migrations of one plugin; everything of `diesel_migrations` works on it.
///
/// It has a connection of its own and holds the plugin's migration lock until it is dropped
/// (ISO-07). The tracker is named with the plugin's schema, each migration and its checksum are
/// written in the transaction of the migration (ISO-13), and what is pending is checked before
/// the first migration runs (ISO-06).
///
/// It runs the migrations that are registered with the host and no others: a source that is
/// given to one of its methods must hold the same ones.
/// [`Host::migrations_of`](crate::Host::migrations_of) is such a source. So it does not matter
/// that `diesel_migrations` keeps a source in a map, in which two migrations of one version
/// hide one another.
///
/// ```no_run
/// use schema_iso_host::diesel_migrations::{HarnessWithOutput, MigrationHarness};
/// use schema_iso_host::{Checked, Host};
///
/// fn migrate(host: &Host<Checked>) -> Result<(), Box<dyn std::error::Error + Send + Sync>> {
///     for plugin in host.plugins() {
///         let mut harness = host.migration_harness_of(plugin)?;
///         let mut harness = HarnessWithOutput::write_to_stdout(&mut harness);
///         harness.run_pending_migrations(host.migrations_of(plugin)?)?;
///     }
///     Ok(())
/// }
/// ```
pub struct PluginHarness<'h> {
    session: Session<'h>,
    stop: CancelToken,
    /// What is pending, once the tracker was compared with the plan, and what is pending checked.
    pending: Option<Vec<&'h PlannedMigration>>,
    /// Whether failures are logged here; those of a boot are logged by the boot.
    logs: bool,
    report: PluginReport,
}

/// Opens a harness outside of a boot.
pub(crate) fn open<'h>(
    settings: &'h Settings,
    plan: &'h Plan,
) -> Result<Result<PluginHarness<'h>, MigrateErrorKind>, StatusError> {
    let mut pg = settings.migration_address().connect()?;
    let server = look(&mut pg, settings, |pg| Server::ask(pg, settings))?;
    link::check_migrations(settings, &mut pg)?;
    drop(pg);
    let stop = settings.cancel.child();
    let session = Session::open(settings, plan);
    let harness = session.and_then(|session| PluginHarness::prepare(session, &server, stop));
    Ok(harness.map(|harness| PluginHarness {
        logs: true,
        ..harness
    }))
}

impl<'h> PluginHarness<'h> {
    /// Acquires the lock and prepares the schema: rename, creation, trackers, role.
    pub(super) fn prepare(
        mut session: Session<'h>,
        server: &Server,
        stop: CancelToken,
    ) -> Result<Self, MigrateErrorKind> {
        let mut report = PluginReport::new(session.plan.id);
        report.waited = lock::acquire(&mut session, &stop)?;
        if stop.is_cancelled() {
            return Err(MigrateErrorKind::Stopped);
        }
        home::prepare(&mut session, server, &mut report)?;
        if !report.created {
            tracker::create_missing(&mut session)?;
        }
        if session.settings.roles {
            role::set_up(&mut session, server)?;
        }
        Ok(Self {
            session,
            stop,
            pending: None,
            logs: false,
            report,
        })
    }

    /// Acquires the lock of a plugin whose schema is there.
    pub(super) fn locked(settings: &'h Settings, plan: &'h Plan) -> Result<Self, MigrateErrorKind> {
        let mut session = Session::open_alone(settings, plan)?;
        let stop = settings.cancel.child();
        let mut report = PluginReport::new(plan.id);
        report.waited = lock::acquire(&mut session, &stop)?;
        tracker::create_missing(&mut session)?;
        if settings.roles {
            let server = Server::ask(session.pg(), settings);
            let server = server.map_err(|source| MigrateErrorKind::Server { source })?;
            role::set_up(&mut session, &server)?;
        }
        Ok(Self {
            session,
            stop,
            pending: None,
            logs: false,
            report,
        })
    }

    /// The plugin.
    #[must_use]
    pub fn plugin(&self) -> PluginId {
        self.session.plan.id
    }

    /// What was done so far.
    #[must_use]
    pub fn report(&self) -> &PluginReport {
        &self.report
    }

    pub(super) fn session(&mut self) -> &mut Session<'h> {
        &mut self.session
    }

    /// Grants the role what the migrations made, and hands out the report.
    /// The connection is left to the next plugin of the boot.
    pub(super) fn finish(mut self, idle: &Idle) -> Result<PluginReport, MigrateErrorKind> {
        if self.session.settings.roles {
            role::grant(&mut self.session)?;
        }
        self.session.leave(idle);
        Ok(self.report)
    }

    /// Compares the tracker with the plan by the host's policies (ISO-13), and checks what is
    /// pending (ISO-06), all of it before the first one runs. It is done once.
    pub(super) fn compare(&mut self) -> Result<(), MigrateErrorKind> {
        if self.pending.is_some() {
            return Ok(());
        }
        let (settings, plan) = (self.session.settings, self.session.plan);
        // Nobody else writes into trackers that were created under the lock.
        let applied = if self.report.created {
            Vec::new()
        } else {
            tracker::read(&mut self.session)?
        };
        let comparison = Comparison::of(plan, &applied);
        check(settings, plan, &comparison, &mut self.report)?;
        let pending = comparison.pending.iter();
        text_check::check_texts(settings, plan, pending.map(|&up| (up, Direction::Up)))?;
        if !comparison.pending.is_empty() && !self.report.created {
            let tables = tracker::other_tables(&mut self.session)?;
            self.report.warnings =
                text_check::warnings(settings, plan, &comparison.pending, &tables);
        }
        for migration in &comparison.unrecorded {
            tracker::record(&mut self.session, migration, None)?;
        }
        self.pending = Some(comparison.pending);
        Ok(())
    }

    /// Applies all that is pending.
    pub(super) fn run_pending(&mut self) -> Result<(), MigrateErrorKind> {
        self.compare()?;
        let pending = self.pending.take().unwrap_or_default();
        let roles = self.session.settings.roles;
        for (place, migration) in pending.iter().enumerate() {
            let next = pending.get(place + 1);
            // With roles there are grants between two migrations.
            let follows = !roles && next.is_some_and(|next| next.run_in_transaction);
            self.apply(migration, follows)?;
            if roles {
                role::grant(&mut self.session)?;
            }
        }
        Ok(())
    }

    /// Applies a migration of the plan.
    pub(super) fn up(&mut self, migration: &PlannedMigration) -> Result<(), MigrateErrorKind> {
        let (settings, plan) = (self.session.settings, self.session.plan);
        text_check::check_texts(settings, plan, [(migration, Direction::Up)])?;
        self.apply(migration, false)
    }

    /// Applies a migration whose text was checked.
    fn apply(
        &mut self,
        migration: &PlannedMigration,
        follows: bool,
    ) -> Result<(), MigrateErrorKind> {
        if self.stop.is_cancelled() {
            return Err(MigrateErrorKind::Stopped);
        }
        let applied = apply::up(&mut self.session, migration, &self.stop, follows)?;
        self.report.applied.push(applied);
        Ok(())
    }

    /// Takes a migration of the plan back.
    pub(super) fn down(&mut self, migration: &PlannedMigration) -> Result<(), MigrateErrorKind> {
        let (settings, plan) = (self.session.settings, self.session.plan);
        text_check::check_texts(settings, plan, [(migration, Direction::Down)])?;
        apply::down(&mut self.session, migration, &self.stop)
    }

    /// The migration of the plan that a migration of some source is.
    fn registered(
        &self,
        migration: &dyn DieselMigration<Pg>,
    ) -> Result<&'h PlannedMigration, MigrateErrorKind> {
        let found =
            source::record(migration).map_err(|source| MigrateErrorKind::Source { source })?;
        let found = self.session.plan.with_own_schemas(found);
        let known = self.session.plan.migration(&found.version);
        known
            .filter(|known| known.is_the_same_as(&found))
            .ok_or_else(|| MigrateErrorKind::NotRegistered {
                migration: found.name.into_owned(),
            })
    }

    fn run(&mut self, migration: &'h PlannedMigration) -> Result<(), MigrateErrorKind> {
        self.compare()?;
        self.up(migration)?;
        if self.session.settings.roles {
            role::grant(&mut self.session)?;
        }
        Ok(())
    }

    /// Names the plugin. What a failure left in the session is taken away, since the harness
    /// may be used again.
    fn fail(&mut self, kind: MigrateErrorKind) -> Box<dyn std::error::Error + Send + Sync> {
        if let Err(error) = self.session.clean() {
            tracing::debug!(error = %Chain(&error), "could not clean the connection");
        }
        let plugin = self.plugin();
        if self.logs {
            tracing::error!(%plugin, error = %Chain(&kind), "a migration failed");
        }
        Box::new(MigrateError::new(plugin, kind))
    }
}

impl MigrationHarness<Pg> for PluginHarness<'_> {
    fn run_migration(
        &mut self,
        migration: &dyn DieselMigration<Pg>,
    ) -> DieselResult<MigrationVersion<'static>> {
        let done = self
            .registered(migration)
            .and_then(|migration| self.run(migration));
        done.map_err(|kind| self.fail(kind))?;
        Ok(migration.name().version().as_owned())
    }

    fn revert_migration(
        &mut self,
        migration: &dyn DieselMigration<Pg>,
    ) -> DieselResult<MigrationVersion<'static>> {
        let done = self
            .registered(migration)
            .and_then(|migration| self.down(migration));
        done.map_err(|kind| self.fail(kind))?;
        Ok(migration.name().version().as_owned())
    }

    fn applied_migrations(&mut self) -> DieselResult<Vec<MigrationVersion<'static>>> {
        let plan = self.session.plan;
        let applied =
            tracker::read_latest_first(&mut self.session).map_err(|kind| self.fail(kind))?;
        let applied = applied.into_iter();
        // Diesel's note of its own set-up is nobody's migration.
        let applied =
            applied.filter(|row| plan.migration(&row.version).is_some() || !row.is_set_up());
        Ok(applied
            .map(|row| MigrationVersion::from(row.version))
            .collect())
    }
}

impl fmt::Debug for PluginHarness<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("PluginHarness")
            .field("plugin", &self.plugin())
            .field("report", &self.report)
            .finish_non_exhaustive()
    }
}

/// Compares applied with embedded migrations and applies the host's policies (ISO-13).
pub(super) fn check(
    settings: &Settings,
    plan: &Plan,
    comparison: &Comparison<'_>,
    report: &mut PluginReport,
) -> Result<(), MigrateErrorKind> {
    report.verified = comparison.verified;
    report.unverified.clone_from(&comparison.unverified);
    report.changed.clone_from(&comparison.changed);
    report.missing.clone_from(&comparison.missing);
    report.late.clone_from(&comparison.late);
    let plugin = plan.id;
    if !report.changed.is_empty() {
        let migrations = report.changed.clone();
        if settings.changed == Policy::Refuse {
            return Err(MigrateErrorKind::Changed { migrations });
        }
        tracing::warn!(%plugin, ?migrations, "migrations have changed since they were applied");
    }
    if !report.missing.is_empty() {
        let versions = report.missing.clone();
        if settings.missing == Policy::Refuse {
            return Err(MigrateErrorKind::Missing { versions });
        }
        tracing::warn!(%plugin, ?versions, "the database has migrations that are not embedded");
    }
    if !report.late.is_empty() {
        let migrations = report.late.clone();
        if settings.late == Policy::Refuse {
            return Err(MigrateErrorKind::Late { migrations });
        }
        tracing::warn!(%plugin, ?migrations, "migrations are applied after others with later versions");
    }
    Ok(())
}
