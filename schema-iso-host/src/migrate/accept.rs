//! Accepts the changed text of one migration.

use super::error::MigrateErrorKind;
use super::harness::PluginHarness;
use super::plan::Plan;
use super::settings::Settings;
use super::tracker;

/// Takes the embedded text of a migration, by its version, for the one that was applied, and says
/// whether that was news.
pub(crate) fn accept_changed(
    settings: &Settings,
    plan: &Plan,
    version: &str,
) -> Result<bool, MigrateErrorKind> {
    let Some(migration) = plan.migration(version) else {
        let version = version.to_owned();
        return Err(MigrateErrorKind::NotEmbedded { version });
    };
    let mut harness = PluginHarness::locked(settings, plan)?;
    let session = harness.session();
    let applied = tracker::read(session)?;
    let Some(row) = applied.iter().find(|row| row.version == version) else {
        let migration = migration.name.clone().into_owned();
        return Err(MigrateErrorKind::NotApplied { migration });
    };
    if row.checksum.as_deref() == Some(&*migration.checksum()) {
        return Ok(false);
    }
    tracker::learn(session, migration)?;
    tracing::warn!(
        plugin = %plan.id, migration = %migration.name,
        "accepted the changed text of an applied migration"
    );
    Ok(true)
}
