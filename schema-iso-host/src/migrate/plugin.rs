//! Migrates one plugin: opens its harness, runs what is pending, returns the report.

use std::time::Instant;

use super::apply::Again;
use super::cancel::CancelToken;
use super::error::{Chain, MigrateError, MigrateErrorKind};
use super::harness::PluginHarness;
use super::idle::Idle;
use super::plan::Plan;
use super::report::PluginReport;
use super::server::Server;
use super::session::Session;
use super::settings::Settings;

/// Migrates one plugin.
pub(super) fn migrate(
    settings: &Settings,
    server: &Server,
    plan: &Plan,
    idle: &Idle,
    stop: &CancelToken,
) -> Result<PluginReport, MigrateError> {
    let _span = tracing::info_span!("migrate", plugin = %plan.id).entered();
    let mut again = Again::within(settings.lock_retry_limit);
    let mut lost = false;
    let done = loop {
        let error = match attempt(settings, server, plan, idle, stop) {
            Ok(report) => break Ok(report),
            Err(error) => error,
        };
        // An idle connection was closed. Nothing was under way.
        if error.is_before_sending() && !lost {
            lost = true;
        // A step of the runner's own, such as the rename, was not done, and can be.
        } else if matches!(error, MigrateErrorKind::Statement { .. }) && again.is_worthwhile(&error)
        {
            tracing::warn!(error = %Chain(&error), "other transactions were in the way; trying again");
            if let Err(stopped) = again.wait(stop) {
                break Err(stopped);
            }
        } else {
            break Err(error);
        }
    };
    done.map_err(|kind| failed(plan, kind))
}

/// Names the plugin of a failure, and logs it.
pub(super) fn failed(plan: &Plan, kind: MigrateErrorKind) -> MigrateError {
    let plugin = plan.id;
    if kind.is_stopped() {
        tracing::info!(%plugin, "the migrations were stopped");
    } else {
        tracing::error!(%plugin, error = %Chain(&kind), "could not migrate the plugin");
    }
    MigrateError::new(plugin, kind)
}

fn attempt(
    settings: &Settings,
    server: &Server,
    plan: &Plan,
    idle: &Idle,
    stop: &CancelToken,
) -> Result<PluginReport, MigrateErrorKind> {
    let began = Instant::now();
    let session = Session::open_on(settings, plan, idle)?;
    let mut harness = PluginHarness::prepare(session, server, stop.clone())?;
    harness.run_pending()?;
    let mut report = harness.finish(idle)?;
    report.duration = began.elapsed();
    Ok(report)
}
