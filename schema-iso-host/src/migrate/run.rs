//! All plugins.

use std::time::Instant;

use diesel::pg::PgConnection;
use diesel::prelude::Connection;
use schema_iso::migration::Direction;
use schema_iso::order::BootOrder;

use super::accept;
use super::drift;
use super::drift::DriftError;
use super::plan::Plan;
use super::plugin;
use super::policy::Policy;
use super::report::{MigrationReport, PluginReport};
use super::schedule;
use super::server::Server;
use super::settings::Settings;
use super::snapshot::{self, Snapshot};
use super::tracker::Comparison;
use crate::host::BootError;

/// Migrates all plugins, each after those that it depends on.
///
/// The plans are in the order of the registration.
pub(crate) fn run(
    settings: &Settings,
    plans: &[Plan],
    order: &BootOrder,
) -> Result<MigrationReport, BootError> {
    let began = Instant::now();
    let mut pg = connect(settings)?;
    let server = Server::ask(&mut pg, settings).map_err(|source| BootError::Server { source })?;
    let snapshots = snapshot::take(&mut pg, plans, settings.roles)
        .map_err(|source| BootError::Server { source })?;
    // The workers alone may take as many connections as the pool has.
    drop(pg);

    let failed = |plan: &Plan, source| BootError::Migrate {
        plugin: plan.id,
        source: Box::new(source),
    };
    let mut up_to_date = Vec::with_capacity(plans.len());
    for (plan, snapshot) in plans.iter().zip(&snapshots) {
        let comparison = Comparison::of(plan, &snapshot.applied);
        let done = done(settings, plan, snapshot, &comparison);
        if done.is_none() && !snapshot.unclear {
            let pending = comparison.pending.into_iter();
            accept::accept(settings, plan, pending.map(|up| (up, Direction::Up)))
                .map_err(|source| failed(plan, source))?;
        }
        up_to_date.push(done);
    }

    let stop = settings.cancel.child();
    let work = |place: usize| match &up_to_date[place] {
        Some(report) => Ok(report.clone()),
        None => plugin::migrate(settings, &server, &plans[place], &stop)
            .map_err(|source| failed(&plans[place], source)),
    };
    let reports = schedule::run(order, settings.workers, work, || stop.cancel())?;
    let mut reports: Vec<Option<PluginReport>> = reports.into_iter().map(Some).collect();
    let sequence = order.sequence().iter();
    let mut report = MigrationReport {
        plugins: sequence
            .filter_map(|&place| reports[place].take())
            .collect(),
        ..MigrationReport::default()
    };
    if let Some(policy) = settings.drift {
        let mut pg = connect(settings)?;
        report.drift =
            drift::check(&mut pg, plans).map_err(|source| BootError::Server { source })?;
        if policy == Policy::Refuse && !report.drift.is_empty() {
            let source = DriftError::new(report.drift);
            return Err(BootError::Drift { source });
        }
    }
    report.duration = began.elapsed();
    Ok(report)
}

fn connect(settings: &Settings) -> Result<PgConnection, BootError> {
    PgConnection::establish(&settings.database_url).map_err(|source| BootError::Connect { source })
}

/// The report of a plugin with nothing to do; none for one that must be looked at under
/// its lock.
fn done(
    settings: &Settings,
    plan: &Plan,
    snapshot: &Snapshot,
    comparison: &Comparison<'_>,
) -> Option<PluginReport> {
    if !snapshot.complete || settings.adoption.is_some() {
        return None;
    }
    if !comparison.pending.is_empty() || !comparison.unrecorded.is_empty() {
        return None;
    }
    let mut report = PluginReport::new(plan.id);
    // What a policy refuses is looked at again, for the error to be right.
    plugin::check(settings, plan, comparison, &mut report)
        .ok()
        .map(|()| report)
}
