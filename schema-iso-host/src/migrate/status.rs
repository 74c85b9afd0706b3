//! `MigrationStatus`: which migrations are applied, changed, pending or missing.

use super::error::StatusError;
use super::existing;
use super::plan::Plan;
use super::settings::Settings;
use super::tracker::Applied;

/// One migration of a plugin, and where it stands.
///
/// ```no_run
/// use schema_iso_host::{Host, MaintenanceError, MigrationState};
/// use schema_iso_host::Plugin;
///
/// fn is_up_to_date<P: Plugin>(host: &Host) -> Result<bool, MaintenanceError> {
///     let status = host.status::<P>()?;
///     Ok(status.iter().all(|migration| migration.state == MigrationState::Applied))
/// }
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct MigrationStatus {
    /// The version.
    pub version: String,
    /// The name of its directory; the version again, where the migration is missing.
    pub name: String,
    /// Where it stands.
    pub state: MigrationState,
}

/// Where a migration stands.
///
/// ```
/// use schema_iso_host::MigrationState;
///
/// assert_ne!(MigrationState::Applied, MigrationState::Pending);
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum MigrationState {
    /// Applied, with the text that is embedded.
    Applied,
    /// Not applied.
    Pending,
    /// Applied by something that kept no checksum.
    Unverified,
    /// Applied, with another text.
    Changed,
    /// Applied, but not embedded.
    Missing,
}

/// Reads where the migrations of a plugin stand, by version; nothing is locked or
/// created.
pub(crate) fn status(
    settings: &Settings,
    plan: &Plan,
) -> Result<Vec<MigrationStatus>, StatusError> {
    let existing = existing::look_at(settings, std::slice::from_ref(plan))?.plugins;
    let applied = existing.into_iter().flat_map(|plugin| plugin.applied);
    Ok(compare(plan, &applied.collect::<Vec<_>>()))
}

fn compare(plan: &Plan, applied: &[Applied]) -> Vec<MigrationStatus> {
    let mut statuses: Vec<MigrationStatus> = plan
        .migrations
        .iter()
        .map(|migration| {
            let row = applied.iter().find(|row| row.version == migration.version);
            let state = match row.map(|row| &row.checksum) {
                None => MigrationState::Pending,
                Some(None) => MigrationState::Unverified,
                Some(Some(checksum)) if migration.has_checksum(checksum) => MigrationState::Applied,
                Some(Some(_)) => MigrationState::Changed,
            };
            MigrationStatus {
                version: migration.version.clone().into_owned(),
                name: migration.name.clone().into_owned(),
                state,
            }
        })
        .collect();
    let missing = applied
        .iter()
        .filter(|row| plan.migration(&row.version).is_none() && !row.is_set_up());
    statuses.extend(missing.map(|row| MigrationStatus {
        version: row.version.clone(),
        name: row.version.clone(),
        state: MigrationState::Missing,
    }));
    statuses.sort_by(|a, b| a.version.cmp(&b.version));
    statuses
}
