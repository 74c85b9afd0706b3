//! `Orphan`: a schema of a plugin that the host does not have.

use schema_iso::id::PluginId;

use super::error::StatusError;
use super::existing;
use super::plan::Plan;
use super::settings::Settings;

/// A schema of Schema Iso in the database that no registered plugin and no previous id claims.
///
/// It is what a plugin leaves that was taken out of the program, or that was renamed without
/// `previous_ids`; or it is the mark under a previous id that is no longer listed.
///
/// ```no_run
/// use schema_iso_host::{Host, MaintenanceError, Uninstall};
///
/// fn drop_what_nobody_claims(host: &Host) -> Result<(), MaintenanceError> {
///     for orphan in host.orphans()? {
///         host.uninstall_of(orphan.plugin, Uninstall::DropSchemaAndRole)?;
///     }
///     Ok(())
/// }
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Orphan {
    /// The id of the plugin, which follows from the name of the schema.
    pub plugin: PluginId,
    /// The crate that made it, if the schema says so.
    pub crate_name: Option<String>,
    /// The program that it belongs to, if the schema says so.
    pub program: Option<String>,
    /// The id under which the data stand now, if the schema is the mark of a rename.
    pub moved_to: Option<PluginId>,
}

/// Looks for the schemas that no plan claims.
pub(crate) fn orphans(settings: &Settings, plans: &[Plan]) -> Result<Vec<Orphan>, StatusError> {
    Ok(existing::look_at(settings, plans)?.orphans)
}
