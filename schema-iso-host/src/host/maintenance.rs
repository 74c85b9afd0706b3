//! Maintenance of single plugins: status, revert, redo, uninstall.

use schema_iso::id::PluginId;

use super::state::Host;
use crate::address::ConnectFailure;
use crate::migrate::{
    self, Chain, MigrateErrorKind, MigrationState, MigrationStatus, Orphan, Plan, PluginHarness,
    PluginMigrations, ServerError, StatusError,
};
use schema_iso_query::plugin::Plugin;

/// Why an operation on one plugin failed.
///
/// ```
/// use schema_iso_host::{MaintenanceError, PluginId};
///
/// let error = MaintenanceError::NeededBy {
///     plugin: PluginId::literal("auth"),
///     needed_by: vec![PluginId::literal("notes")],
/// };
/// assert_eq!(
///     error.to_string(),
///     "the plugin `auth` cannot be uninstalled, because registered plugins depend on it: notes",
/// );
/// ```
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum MaintenanceError {
    /// The host does not know the plugin.
    #[error("the plugin `{plugin}` is not registered with this host")]
    NotRegistered {
        /// The plugin.
        plugin: PluginId,
    },
    /// Registered plugins depend on the one to be uninstalled.
    #[error(
        "the plugin `{plugin}` cannot be uninstalled, because registered plugins depend on it: {}",
        needed_by.iter().map(PluginId::as_str).collect::<Vec<_>>().join(", ")
    )]
    NeededBy {
        /// The plugin.
        plugin: PluginId,
        /// The plugins that depend on it.
        needed_by: Vec<PluginId>,
    },
    /// The database cannot be reached.
    #[error("could not connect to the database, to read the state of the plugin `{plugin}`")]
    Connect {
        /// The plugin.
        plugin: PluginId,
        /// What libpq says.
        source: ConnectFailure,
    },
    /// The state of the plugin could not be read from the database.
    #[error("could not read the state of the plugin `{plugin}`")]
    Server {
        /// The plugin.
        plugin: PluginId,
        /// Why.
        source: ServerError,
    },
    /// The database was not asked for schemas that no plugin claims.
    #[error("could not look for the schemas that no plugin claims")]
    Orphans {
        /// Why.
        source: Box<dyn std::error::Error + Send + Sync>,
    },
    /// A migration was not taken back or applied again, or a schema not dropped.
    #[error("could not {action} the plugin `{plugin}`")]
    Migrate {
        /// The plugin.
        plugin: PluginId,
        /// What was being done.
        action: &'static str,
        /// Why.
        source: Box<MigrateErrorKind>,
    },
}

/// Whether the data of an uninstalled plugin is kept or dropped.
///
/// ```no_run
/// use schema_iso_host::{Host, MaintenanceError, Uninstall};
/// use schema_iso_host::Plugin;
///
/// fn remove<P: Plugin>(host: &Host) -> Result<(), MaintenanceError> {
///     host.uninstall::<P>(Uninstall::KeepData)
/// }
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Uninstall {
    /// It stays; a plugin that is registered again finds it.
    KeepData,
    /// The schema, with all that stands in it, and the plugin's role are dropped.
    DropSchemaAndRole,
}

impl<State> Host<State> {
    /// Returns the state of each migration of a plugin, by version.
    ///
    /// Migrations in the schema of a previous id count after the rename only. Nothing is
    /// locked or changed.
    ///
    /// # Errors
    ///
    /// [`MaintenanceError`] if the plugin is not registered, or the database cannot be
    /// asked.
    pub fn status<P: Plugin>(&self) -> Result<Vec<MigrationStatus>, MaintenanceError> {
        self.status_of(P::METADATA.id())
    }

    /// Returns the state of each migration of the plugin with an id, by version.
    ///
    /// # Errors
    ///
    /// As [`Host::status`].
    pub fn status_of(&self, plugin: PluginId) -> Result<Vec<MigrationStatus>, MaintenanceError> {
        let status = migrate::status(&self.parts.settings, self.plan(plugin)?);
        status.map_err(not_asked(plugin))
    }

    /// The names of the migrations of a plugin that are not applied, by version.
    ///
    /// # Errors
    ///
    /// As [`Host::status`].
    pub fn pending<P: Plugin>(&self) -> Result<Vec<String>, MaintenanceError> {
        self.pending_of(P::METADATA.id())
    }

    /// The names of the migrations that are not applied, of the plugin with an id.
    ///
    /// # Errors
    ///
    /// As [`Host::status`].
    pub fn pending_of(&self, plugin: PluginId) -> Result<Vec<String>, MaintenanceError> {
        let status = self.status_of(plugin)?.into_iter();
        let pending = status.filter(|migration| migration.state == MigrationState::Pending);
        Ok(pending.map(|migration| migration.name).collect())
    }

    /// The migrations that are registered of a plugin, as a source for
    /// [`Host::migration_harness`].
    ///
    /// # Errors
    ///
    /// [`MaintenanceError::NotRegistered`].
    pub fn migrations<P: Plugin>(&self) -> Result<PluginMigrations, MaintenanceError> {
        self.migrations_of(P::METADATA.id())
    }

    /// The migrations that are registered of the plugin with an id.
    ///
    /// # Errors
    ///
    /// [`MaintenanceError::NotRegistered`].
    pub fn migrations_of(&self, plugin: PluginId) -> Result<PluginMigrations, MaintenanceError> {
        self.plan(plugin).map(PluginMigrations::planned)
    }

    /// The harness of `diesel_migrations` for a plugin, with which its migrations are run and
    /// taken back one by one.
    ///
    /// The plugin's lock is acquired, and its schema created or renamed. Plugins that depend on
    /// one another are migrated in the order of [`Host::plugins`].
    ///
    /// # Errors
    ///
    /// [`MaintenanceError`] if the plugin is not registered, the database cannot be migrated, or
    /// the plugin's schema cannot be prepared, for instance because another process holds the
    /// lock.
    pub fn migration_harness<P: Plugin>(&self) -> Result<PluginHarness<'_>, MaintenanceError> {
        self.migration_harness_of(P::METADATA.id())
    }

    /// The harness of `diesel_migrations` for the plugin with an id.
    ///
    /// # Errors
    ///
    /// As [`Host::migration_harness`].
    pub fn migration_harness_of(
        &self,
        plugin: PluginId,
    ) -> Result<PluginHarness<'_>, MaintenanceError> {
        let plan = self.plan(plugin)?;
        let harness = migrate::open_harness(&self.parts.settings, plan);
        let harness = harness.map_err(not_asked(plugin))?;
        harness.map_err(failed(plugin, "prepare the migrations of"))
    }

    /// Takes back the migrations of a plugin that were applied last, at most so many, and returns
    /// their names, the last one first.
    ///
    /// A migration that arrived late, after others with later versions, is taken back before them;
    /// the log says so.
    ///
    /// # Errors
    ///
    /// [`MaintenanceError`] if the plugin is not registered, if one of the migrations has
    /// no way back or is not embedded (then none is taken back), or if one fails (those
    /// before it stay taken back).
    pub fn revert<P: Plugin>(&self, steps: usize) -> Result<Vec<String>, MaintenanceError> {
        self.revert_of(P::METADATA.id(), steps)
    }

    /// Takes back the migrations of the plugin with an id that were applied last.
    ///
    /// # Errors
    ///
    /// As [`Host::revert`].
    pub fn revert_of(
        &self,
        plugin: PluginId,
        steps: usize,
    ) -> Result<Vec<String>, MaintenanceError> {
        let plan = self.plan(plugin)?;
        migrate::revert(&self.parts.settings, plan, steps).map_err(failed(plugin, "revert"))
    }

    /// Takes back the migrations of a plugin that were applied last, at most so many, and applies
    /// them again; returns their names, the last one first.
    ///
    /// # Errors
    ///
    /// As [`Host::revert`].
    pub fn redo<P: Plugin>(&self, steps: usize) -> Result<Vec<String>, MaintenanceError> {
        self.redo_of(P::METADATA.id(), steps)
    }

    /// Takes back and applies again the migrations of the plugin with an id that were applied last.
    ///
    /// # Errors
    ///
    /// As [`Host::revert`].
    pub fn redo_of(&self, plugin: PluginId, steps: usize) -> Result<Vec<String>, MaintenanceError> {
        let plan = self.plan(plugin)?;
        migrate::redo(&self.parts.settings, plan, steps).map_err(failed(plugin, "redo"))
    }

    /// Accepts the changed text of one migration of a plugin, by its version, once: the text that
    /// is embedded now is from then on the one that was applied (ISO-13). Nothing runs. Returns
    /// whether the text was another one.
    ///
    /// Do this only where the change makes no difference, such as in a comment.
    ///
    /// # Errors
    ///
    /// [`MaintenanceError`] if the plugin is not registered, or if the migration is not embedded
    /// or was not applied.
    pub fn accept_changed<P: Plugin>(&self, version: &str) -> Result<bool, MaintenanceError> {
        self.accept_changed_of(P::METADATA.id(), version)
    }

    /// Accepts the changed text of one migration of the plugin with an id.
    ///
    /// # Errors
    ///
    /// As [`Host::accept_changed`].
    pub fn accept_changed_of(
        &self,
        plugin: PluginId,
        version: &str,
    ) -> Result<bool, MaintenanceError> {
        let plan = self.plan(plugin)?;
        let settings = &self.parts.settings;
        migrate::accept_changed(settings, plan, version).map_err(failed(plugin, "accept a text of"))
    }

    /// Takes a plugin out of the database, or checks that it may be taken out of the
    /// program: with [`Uninstall::KeepData`] nothing is dropped.
    ///
    /// # Errors
    ///
    /// [`MaintenanceError::NeededBy`] while a registered plugin depends on it; also if the
    /// plugin is not registered, or its schema cannot be dropped.
    pub fn uninstall<P: Plugin>(&self, how: Uninstall) -> Result<(), MaintenanceError> {
        self.uninstall_of(P::METADATA.id(), how)
    }

    /// Returns the schemas of plugins that no registered plugin and no previous id claims, by id.
    ///
    /// Those of another [program](crate::HostBuilder::program) are not among them.
    ///
    /// # Errors
    ///
    /// [`MaintenanceError::Orphans`] if the database cannot be asked.
    pub fn orphans(&self) -> Result<Vec<Orphan>, MaintenanceError> {
        let orphans = migrate::orphans(&self.parts.settings, &self.parts.plans);
        orphans.map_err(|error| {
            logged(MaintenanceError::Orphans {
                source: match error {
                    StatusError::Connect(source) => Box::new(source),
                    StatusError::Server(source) => Box::new(source),
                },
            })
        })
    }

    /// Takes the plugin with an id out of the database; it may be one of the
    /// [orphans](Host::orphans).
    ///
    /// # Errors
    ///
    /// As [`Host::uninstall`], and [`MaintenanceError::Orphans`].
    pub fn uninstall_of(&self, plugin: PluginId, how: Uninstall) -> Result<(), MaintenanceError> {
        let parts = &self.parts;
        let orphan;
        let (plan, is_orphan) = match self.plan(plugin) {
            Ok(plan) => (plan, false),
            Err(not_registered) => {
                if !self.orphans()?.iter().any(|orphan| orphan.plugin == plugin) {
                    return Err(not_registered);
                }
                orphan = Plan::of_orphan(plugin);
                (&orphan, true)
            }
        };
        let place = parts.plans.iter().position(|plan| plan.id == plugin);
        let needed_by: Vec<PluginId> = place
            .into_iter()
            .flat_map(|place| parts.order.dependents(place))
            .map(|&place| parts.plans[place].id)
            .collect();
        if !needed_by.is_empty() {
            return Err(logged(MaintenanceError::NeededBy { plugin, needed_by }));
        }
        match how {
            Uninstall::KeepData => Ok(()),
            Uninstall::DropSchemaAndRole => migrate::uninstall(&parts.settings, plan, is_orphan)
                .map_err(failed(plugin, "uninstall")),
        }
    }

    fn plan(&self, plugin: PluginId) -> Result<&Plan, MaintenanceError> {
        let mut plans = self.parts.plans.iter();
        plans
            .find(|plan| plan.id == plugin)
            .ok_or_else(|| logged(MaintenanceError::NotRegistered { plugin }))
    }
}

fn failed(
    plugin: PluginId,
    action: &'static str,
) -> impl FnOnce(MigrateErrorKind) -> MaintenanceError {
    move |source| {
        logged(MaintenanceError::Migrate {
            plugin,
            action,
            source: Box::new(source),
        })
    }
}

fn not_asked(plugin: PluginId) -> impl FnOnce(StatusError) -> MaintenanceError {
    move |error| {
        logged(match error {
            StatusError::Connect(source) => MaintenanceError::Connect { plugin, source },
            StatusError::Server(source) => MaintenanceError::Server { plugin, source },
        })
    }
}

fn logged(error: MaintenanceError) -> MaintenanceError {
    tracing::error!(error = %Chain(&error), "the maintenance of a plugin failed");
    error
}
