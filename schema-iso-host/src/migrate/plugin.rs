//! One plugin, from its lock to its report.

use std::time::Instant;

use schema_iso::migration::Direction;

use super::accept;
use super::adopt;
use super::apply;
use super::cancel::CancelToken;
use super::error::MigrateError;
use super::lock;
use super::plan::Plan;
use super::policy::Policy;
use super::rename;
use super::report::PluginReport;
use super::role;
use super::schema;
use super::server::Server;
use super::session::Session;
use super::settings::Settings;
use super::tracker::{self, Comparison};

/// Migrates one plugin.
pub(super) fn migrate(
    settings: &Settings,
    server: &Server,
    plan: &Plan,
    stop: &CancelToken,
) -> Result<PluginReport, MigrateError> {
    let _span = tracing::info_span!("migrate", plugin = %plan.id).entered();
    match attempt(settings, server, plan, stop) {
        // An idle connection was closed. Nothing was under way.
        Err(error) if error.is_before_sending() => attempt(settings, server, plan, stop),
        done => done,
    }
}

fn attempt(
    settings: &Settings,
    server: &Server,
    plan: &Plan,
    stop: &CancelToken,
) -> Result<PluginReport, MigrateError> {
    let began = Instant::now();
    let mut report = PluginReport::new(plan.id);
    let session = &mut Session::open(settings, plan)?;
    report.waited = lock::acquire(session, stop)?;
    check_stop(session, stop)?;
    report.renamed = rename::rename(session, server)?;
    report.created = schema::create_missing(session, server)?;
    tracker::create_missing(session)?;
    report.adopted = adopt::adopt(session)?;
    if settings.roles {
        role::set_up(session)?;
    }

    let applied = tracker::read(session)?;
    let comparison = Comparison::of(plan, &applied);
    check(settings, plan, &comparison, &mut report)?;
    let pending = comparison.pending.iter();
    accept::accept(settings, plan, pending.map(|&up| (up, Direction::Up)))?;
    for migration in &comparison.unrecorded {
        tracker::record(session, migration, None)?;
    }
    for migration in &comparison.pending {
        check_stop(session, stop)?;
        report.applied.push(apply::up(session, migration)?);
    }

    if settings.roles {
        role::grant(session)?;
    }
    report.duration = began.elapsed();
    Ok(report)
}

/// Holds what is applied against what is embedded, by the host's policies (ISO-13).
pub(super) fn check(
    settings: &Settings,
    plan: &Plan,
    comparison: &Comparison<'_>,
    report: &mut PluginReport,
) -> Result<(), MigrateError> {
    report.verified = comparison.verified;
    report.unverified.clone_from(&comparison.unverified);
    report.changed.clone_from(&comparison.changed);
    report.missing.clone_from(&comparison.missing);
    let plugin = plan.id;
    if !report.changed.is_empty() {
        let migrations = report.changed.clone();
        if settings.changed == Policy::Refuse {
            return Err(MigrateError::Changed { plugin, migrations });
        }
        tracing::warn!(%plugin, ?migrations, "migrations have changed since they were applied");
    }
    if !report.missing.is_empty() {
        let versions = report.missing.clone();
        if settings.missing == Policy::Refuse {
            return Err(MigrateError::Missing { plugin, versions });
        }
        tracing::warn!(%plugin, ?versions, "the database has migrations that are not embedded");
    }
    Ok(())
}

fn check_stop(session: &Session<'_>, stop: &CancelToken) -> Result<(), MigrateError> {
    if stop.is_cancelled() {
        let plugin = session.plan.id;
        return Err(MigrateError::Stopped { plugin });
    }
    Ok(())
}
