//! Migrates all plugins: one look at the database, then those with work to do, in dependency order.

use std::time::Instant;

use diesel::pg::PgConnection;
use schema_iso::migration::Direction;
use schema_iso::order::BootOrder;
use tracing::Span;

use super::adopt::{self, Adopted};
use super::drift;
use super::error::{Difference, DriftError, MigrateErrorKind, MigrateErrors, RunError};
use super::existing;
use super::extension;
use super::harness;
use super::idle::Idle;
use super::link::{self, Link};
use super::look::look;
use super::plan::Plan;
use super::plugin;
use super::policy::Policy;
use super::report::{MigrationReport, PluginReport};
use super::role;
use super::schedule;
use super::server::Server;
use super::settings::Settings;
use super::sharing;
use super::text_check;
use super::tracker::Comparison;
use crate::address::Address;

/// Migrates all plugins, each after those that it depends on, and checks their logins; returns
/// the addresses of these, too, in the order of the plans.
///
/// The plans are in the order of the registration. The caller has entered the span.
pub(crate) fn run(
    settings: &Settings,
    plans: &[Plan],
    order: &BootOrder,
    span: &Span,
) -> Result<(MigrationReport, Vec<Address>), RunError> {
    let began = Instant::now();
    let mut pg = connect(settings)?;
    extension::install(&mut pg, settings)?;
    let (server, link, missing, found) = look(&mut pg, settings, |pg| {
        let server = Server::ask(pg, settings)?;
        let link = Link::ask(pg)?;
        let missing = role::missing(pg, &server, settings, plans)?;
        let found = existing::read(pg, plans, settings, &server)?;
        Ok::<_, RunError>((server, link, missing, found))
    })?;
    refuse(plans, missing)?;
    let addresses = addresses(settings, &server, plans)?;
    link::check_pools(settings, &mut pg, link)?;

    let mut up_to_date = Vec::with_capacity(plans.len());
    let mut refused = Vec::new();
    for (plan, existing) in plans.iter().zip(found.plugins) {
        if let Some(kind) = existing.refusal {
            refused.push(plugin::failed(plan, kind));
            continue;
        }
        let comparison = Comparison::of(plan, &existing.applied);
        let done = done(settings, plan, existing.complete, &comparison);
        if done.is_none() && !existing.unclear {
            let pending = comparison.pending.into_iter();
            let pending = pending.map(|up| (up, Direction::Up));
            let accepted = text_check::check_texts(settings, plan, pending)
                .and_then(|()| text_check::check_names(settings, plan));
            refused.extend(accepted.err().map(|kind| plugin::failed(plan, kind)));
        }
        up_to_date.push(done);
    }
    if let Some(refused) = MigrateErrors::of(refused) {
        return Err(RunError::Migrate(refused));
    }

    if up_to_date.iter().any(Option::is_none) {
        link::check_migrations_of_boot(settings, &mut pg)?;
    }
    // The workers alone may take as many connections as the pool has.
    drop(pg);

    let stop = settings.cancel.child();
    let adopted = adopt::run(settings, &server, plans, &stop).map_err(|failures| {
        let failures = MigrateErrors::of(failures);
        RunError::Migrate(failures.expect("there is a failure"))
    })?;
    let idle = Idle::default();
    let work = |place: usize| {
        let plan = &plans[place];
        let report = match &up_to_date[place] {
            Some(report) => report.clone(),
            None => plugin::migrate(settings, &server, plan, &idle, &stop)?,
        };
        let Some(address) = addresses.get(place) else {
            return Ok(report);
        };
        let checked = role::check(settings, &server, plan, address);
        checked
            .map(|()| report)
            .map_err(|kind| plugin::failed(plan, kind))
    };
    let reports = schedule::run(order, settings.workers, span, work, || stop.cancel()).map_err(
        |failures| {
            let failures = MigrateErrors::of(failures);
            RunError::Migrate(failures.expect("a schedule that fails has a failure"))
        },
    )?;
    let mut reports: Vec<Option<PluginReport>> = reports.into_iter().map(Some).collect();
    for Adopted { place, report } in adopted {
        if let Some(migrated) = &mut reports[place] {
            migrated.add(report);
        }
    }
    let sequence = order.sequence().iter();
    let mut report = MigrationReport {
        plugins: sequence
            .filter_map(|&place| reports[place].take())
            .collect(),
        orphans: found.orphans,
        ..MigrationReport::default()
    };
    for orphan in &report.orphans {
        let (plugin, moved_to) = (orphan.plugin, orphan.moved_to.map(tracing::field::display));
        tracing::warn!(
            %plugin, moved_to,
            "no registered plugin claims the schema of this one; did you mean `previous_ids`?"
        );
    }
    share(settings, plans)?;
    if let Some(policy) = settings.drift {
        let mut pg = connect(settings)?;
        report.drift = look(&mut pg, settings, |pg| drift::check(pg, plans))?;
        let is_excepted = |difference: &Difference| {
            let (plugin, table) = difference.place();
            let exceptions = &settings.drift_exceptions;
            exceptions
                .iter()
                .any(|(of, name)| *of == plugin && Some(&**name) == table)
        };
        for difference in &report.drift {
            tracing::warn!(%difference, "the database is not as the plugin declares it");
        }
        let stops = |difference: &Difference| !difference.is_bearable() && !is_excepted(difference);
        if policy == Policy::Refuse && report.drift.iter().any(stops) {
            report.drift.retain(stops);
            return Err(RunError::Drift(DriftError::new(report.drift)));
        }
    }
    report.duration = began.elapsed();
    Ok((report, addresses))
}

/// Grants what plugins import, and refuses an import that is not as it is declared (ISO-18).
fn share(settings: &Settings, plans: &[Plan]) -> Result<(), RunError> {
    let has_imports = plans
        .iter()
        .any(|plan| sharing::imports(plan).next().is_some());
    if !has_imports && !settings.roles {
        return Ok(());
    }
    let mut pg = connect(settings)?;
    let mut wrong = Vec::new();
    if has_imports {
        wrong = look(&mut pg, settings, |pg| drift::check_imports(pg, plans))?;
    }
    if wrong.is_empty() {
        wrong = sharing::grant(&mut pg, settings, plans)?;
    }
    if wrong.is_empty() {
        return Ok(());
    }
    Err(RunError::Drift(DriftError::new(wrong)))
}

/// Fails if a plugin does, by the places of the plugins.
fn refuse(plans: &[Plan], failures: Vec<(usize, MigrateErrorKind)>) -> Result<(), RunError> {
    let failures = failures.into_iter();
    let failures = failures.map(|(place, kind)| plugin::failed(&plans[place], kind));
    MigrateErrors::of(failures.collect())
        .map_or(Ok(()), |failures| Err(RunError::Migrate(failures)))
}

/// The addresses of the plugins' logins, if they have any.
fn addresses(
    settings: &Settings,
    server: &Server,
    plans: &[Plan],
) -> Result<Vec<Address>, RunError> {
    let (mut addresses, mut failures) = (Vec::new(), Vec::new());
    for (place, plan) in plans.iter().enumerate() {
        match role::address(settings, server, plan) {
            Some(Ok(address)) => addresses.push(address),
            Some(Err(kind)) => failures.push((place, kind)),
            None => {}
        }
    }
    refuse(plans, failures).map(|()| addresses)
}

fn connect(settings: &Settings) -> Result<PgConnection, RunError> {
    Ok(settings.migration_address().connect()?)
}

/// The report of a plugin with nothing to do; none for one that must be looked at under
/// its lock.
fn done(
    settings: &Settings,
    plan: &Plan,
    complete: bool,
    comparison: &Comparison<'_>,
) -> Option<PluginReport> {
    if !complete || settings.adoption.is_some() {
        return None;
    }
    if !comparison.pending.is_empty() || !comparison.unrecorded.is_empty() {
        return None;
    }
    let mut report = PluginReport::new(plan.id);
    // What a policy refuses is looked at again, for the error to be right.
    harness::check(settings, plan, comparison, &mut report)
        .ok()
        .map(|()| report)
}
