//! `MigrationReport`: what a boot has done.

use std::time::Duration;

use schema_iso::id::PluginId;
use schema_iso::migration::Finding;

use super::error::Difference;
use super::orphan::Orphan;

/// What the migrations of all plugins did.
///
/// ```no_run
/// # fn main() -> Result<(), schema_iso_host::BootError> {
/// # use schema_iso_host::Host;
/// let host = Host::builder("postgres://localhost/app").migrate()?;
/// for plugin in &host.report().plugins {
///     println!("{}: {} migrations", plugin.plugin, plugin.applied.len());
/// }
/// # Ok(())
/// # }
/// ```
#[derive(Debug, Clone, Default, PartialEq)]
#[non_exhaustive]
pub struct MigrationReport {
    /// The report of each plugin, in the order of the boot.
    pub plugins: Vec<PluginReport>,
    /// What the drift check found, when it was asked for and does not refuse.
    pub drift: Vec<Difference>,
    /// Schemas of plugins that this program does not have; see [`Orphan`].
    pub orphans: Vec<Orphan>,
    /// How long it took in all.
    pub duration: Duration,
}

impl MigrationReport {
    /// The report of a plugin.
    #[must_use]
    pub fn plugin(&self, id: PluginId) -> Option<&PluginReport> {
        self.plugins.iter().find(|report| report.plugin == id)
    }
}

/// What the migrations of one plugin did.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct PluginReport {
    /// The plugin.
    pub plugin: PluginId,
    /// The rename, if the data stood under a previous id.
    pub renamed: Option<Renamed>,
    /// After a rename, the statements for settings of roles and databases that still hold the
    /// old name of the schema: those for all databases of the server, and those that the host's
    /// role may not change.
    pub stale_settings: Vec<String>,
    /// Whether the schema was created.
    pub created: bool,
    /// What was moved out of `public`, as PostgreSQL describes it: `table items`.
    pub adopted: Vec<String>,
    /// What stays outside of the schema and used what was moved: views, keys, routines that name it in
    /// a text, publications.
    pub affected: Vec<String>,
    /// The statements that let the roles with privileges on what was moved into the schema.
    pub missing_grants: Vec<String>,
    /// The migrations that ran, in their order.
    pub applied: Vec<AppliedMigration>,
    /// How many migrations, applied before, have the text that is embedded now.
    pub verified: usize,
    /// The names of migrations that something else applied before, so that nobody
    /// knows their text.
    pub unverified: Vec<String>,
    /// The names of migrations whose text has changed since they were applied.
    pub changed: Vec<String>,
    /// The versions that were applied but are no longer embedded.
    pub missing: Vec<String>,
    /// The names of migrations that were pending though later ones were applied.
    pub late: Vec<String>,
    /// What the migrations that ran block or break of the tables that were there before (ISO-06).
    pub warnings: Vec<Finding>,
    /// How long other processes kept the plugin's lock.
    pub waited: Duration,
    /// How long it took in all.
    pub duration: Duration,
}

impl PluginReport {
    pub(super) fn new(plugin: PluginId) -> Self {
        Self {
            plugin,
            renamed: None,
            stale_settings: Vec::new(),
            created: false,
            adopted: Vec::new(),
            affected: Vec::new(),
            missing_grants: Vec::new(),
            applied: Vec::new(),
            verified: 0,
            unverified: Vec::new(),
            changed: Vec::new(),
            missing: Vec::new(),
            late: Vec::new(),
            warnings: Vec::new(),
            waited: Duration::ZERO,
            duration: Duration::ZERO,
        }
    }

    /// Adds what was done before the migrations, when objects were moved out of `public`.
    pub(super) fn add(&mut self, before: Self) {
        self.renamed = self.renamed.or(before.renamed);
        self.stale_settings.extend(before.stale_settings);
        self.created |= before.created;
        self.adopted = before.adopted;
        self.affected = before.affected;
        self.missing_grants = before.missing_grants;
        self.waited += before.waited;
    }
}

/// A plugin's change of its id.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct Renamed {
    /// The id before.
    pub from: PluginId,
    /// The id now.
    pub to: PluginId,
}

/// A migration that ran.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct AppliedMigration {
    /// The version.
    pub version: String,
    /// The name of its directory.
    pub name: String,
    /// How long it took.
    pub duration: Duration,
}
