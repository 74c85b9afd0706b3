//! Why migrations were not read from a directory.

use schema_iso::id::PluginId;
use schema_iso::migration::CheckReport;

/// Why migrations were not read from a directory, or are not accepted (ISO-06).
///
/// ```
/// use schema_iso_host::{MigrationDirectory, PluginId};
///
/// let notes = PluginId::literal("notes");
/// let error = MigrationDirectory::read(notes, "/nowhere/migrations").unwrap_err();
/// assert!(error.to_string().contains("`notes`"));
/// assert_eq!(error.report().errors().count(), 1);
/// ```
#[derive(Debug, thiserror::Error)]
#[error("the migrations of the plugin `{plugin}` are not accepted:\n{report}")]
pub struct MigrationDirectoryError {
    plugin: PluginId,
    report: CheckReport,
}

impl MigrationDirectoryError {
    pub(in crate::migrate) fn new(plugin: PluginId, report: CheckReport) -> Self {
        Self { plugin, report }
    }

    /// The plugin.
    #[must_use]
    pub fn plugin(&self) -> PluginId {
        self.plugin
    }

    /// The findings, of which at least one is an error, each with file, line and column.
    #[must_use]
    pub fn report(&self) -> &CheckReport {
        &self.report
    }
}
