//! Reverts migrations.

use schema_iso::migration::Direction;

use super::error::MigrateErrorKind;
use super::harness::PluginHarness;
use super::plan::{Plan, PlannedMigration};
use super::role;
use super::session::Session;
use super::settings::Settings;
use super::text_check;
use super::tracker;

/// Takes back the migrations that were applied last, as many as asked for or as there are, and returns
/// their names.
pub(crate) fn revert(
    settings: &Settings,
    plan: &Plan,
    steps: usize,
) -> Result<Vec<String>, MigrateErrorKind> {
    let harness = &mut PluginHarness::locked(settings, plan)?;
    let latest = latest(harness.session(), steps)?;
    let down = latest.iter().map(|&down| (down, Direction::Down));
    text_check::check_texts(settings, plan, down)?;
    for migration in &latest {
        harness.down(migration)?;
    }
    Ok(names(&latest))
}

/// Takes back the latest migrations and applies them again, and returns their names.
pub(crate) fn redo(
    settings: &Settings,
    plan: &Plan,
    steps: usize,
) -> Result<Vec<String>, MigrateErrorKind> {
    let harness = &mut PluginHarness::locked(settings, plan)?;
    let latest = latest(harness.session(), steps)?;
    let down = latest.iter().map(|&down| (down, Direction::Down));
    let up = latest.iter().map(|&up| (up, Direction::Up));
    text_check::check_texts(settings, plan, down.chain(up))?;
    for migration in &latest {
        harness.down(migration)?;
    }
    for migration in latest.iter().rev() {
        harness.up(migration)?;
    }
    if settings.roles {
        role::grant(harness.session())?;
    }
    Ok(names(&latest))
}

/// What was applied last, the last one first, whatever the versions. All of them can be taken back, or none is.
fn latest<'a>(
    session: &mut Session<'a>,
    steps: usize,
) -> Result<Vec<&'a PlannedMigration>, MigrateErrorKind> {
    let plan = session.plan;
    let applied = tracker::read_latest_first(session)?;
    let latest = applied.iter();
    let latest = latest.filter(|row| plan.migration(&row.version).is_some() || !row.is_set_up());
    let latest: Vec<_> = latest.take(steps).collect();
    let is_out_of_order = latest.iter().any(|row| {
        let mut others = applied.iter();
        others.any(|other| {
            other.version > row.version && !latest.iter().any(|it| it.version == other.version)
        })
    });
    if is_out_of_order {
        tracing::warn!(
            plugin = %plan.id,
            migrations = ?latest.iter().map(|row| &row.version).collect::<Vec<_>>(),
            "what was applied last is taken back, and does not have the latest version"
        );
    }
    latest
        .into_iter()
        .map(|row| {
            let migration =
                plan.migration(&row.version)
                    .ok_or_else(|| MigrateErrorKind::NotEmbedded {
                        version: row.version.clone(),
                    })?;
            if migration.down.is_none() {
                return Err(MigrateErrorKind::Irreversible {
                    migration: migration.name.clone().into_owned(),
                });
            }
            Ok(migration)
        })
        .collect()
}

fn names(migrations: &[&PlannedMigration]) -> Vec<String> {
    let names = migrations.iter().map(|migration| &migration.name);
    names.map(|name| name.clone().into_owned()).collect()
}
