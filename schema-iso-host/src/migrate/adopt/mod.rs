//! Moves the objects of all plugins out of `public`, in one transaction.
//!
//! Reading order: [`find`] (what is to be moved?), [`entangled`] (what would be left behind, or
//! would cross from one plugin to another?), [`affected`] (who used what has moved?).

mod affected;
mod entangled;
mod find;

use std::collections::HashSet;

use diesel::sql_types::{Array, Oid, Text};

use self::find::{Name, Stranded};
use super::adoption::Adoption;
use super::apply::Again;
use super::cancel::CancelToken;
use super::error::{AdoptError, Chain, MigrateError, MigrateErrorKind};
use super::home;
use super::identifier::{qualified, quoted};
use super::lock;
use super::pin;
use super::plan::Plan;
use super::plugin;
use super::report::PluginReport;
use super::server::Server;
use super::session::Session;
use super::settings::Settings;
use super::tracker;

/// What was done to one plugin, by its place among the plans.
pub(super) struct Adopted {
    pub(super) place: usize,
    pub(super) report: PluginReport,
}

/// Moves what the host named. The plugins keep their locks until all is done.
pub(super) fn run(
    settings: &Settings,
    server: &Server,
    plans: &[Plan],
    stop: &CancelToken,
) -> Result<Vec<Adopted>, Vec<MigrateError>> {
    let Some(adoption) = &settings.adoption else {
        return Ok(Vec::new());
    };
    let concerned = plans.iter().enumerate();
    let concerned: Vec<(usize, &Plan)> = concerned
        .filter(|(_, plan)| adoption.concerns(plan))
        .collect();
    let Some(&(_, first)) = concerned.first() else {
        return Ok(Vec::new());
    };
    let alone = |plan| move |kind| vec![plugin::failed(plan, kind)];
    let mut session = Session::open(settings, first).map_err(alone(first))?;
    let session = &mut session;
    let mut adopted = Vec::with_capacity(concerned.len());
    for (place, plan) in concerned {
        session.plan = plan;
        let report = prepare(session, server, stop).map_err(alone(plan))?;
        adopted.push(Adopted { place, report });
    }
    let mut again = Again::within(settings.lock_retry_limit);
    loop {
        let Err(failures) = in_transaction(session, first, server, plans, &mut adopted) else {
            return Ok(adopted);
        };
        session.roll_back();
        let mut kinds = failures.iter().map(|failure| &failure.kind);
        if !kinds.any(|kind| again.is_worthwhile(kind)) {
            return Err(failures);
        }
        for failure in &failures {
            tracing::warn!(
                plugin = %failure.plugin, error = %Chain(failure),
                "other transactions were in the way of moving objects out of `public`; trying again"
            );
        }
        again.wait(stop).map_err(alone(first))?;
    }
}

/// Moves everything, or nothing.
fn in_transaction<'a>(
    session: &mut Session<'a>,
    first: &Plan,
    server: &Server,
    plans: &'a [Plan],
    adopted: &mut [Adopted],
) -> Result<(), Vec<MigrateError>> {
    let alone = |kind| vec![plugin::failed(first, kind)];
    let action = "move objects out of `public`";
    session.begin(action).map_err(alone)?;
    move_all(session, server, plans, adopted)?;
    session.commit(action).map_err(alone)
}

/// Prepares the home of a plugin, into which its objects can be moved.
fn prepare(
    session: &mut Session<'_>,
    server: &Server,
    stop: &CancelToken,
) -> Result<PluginReport, MigrateErrorKind> {
    let mut report = PluginReport::new(session.plan.id);
    report.waited = lock::acquire(session, stop)?;
    home::prepare(session, server, &mut report)?;
    tracker::create_missing(session)?;
    Ok(report)
}

/// Moves everything. What is in the way is found for all plugins before the first object is moved,
/// and again when all of them are in their places.
fn move_all<'a>(
    session: &mut Session<'a>,
    server: &Server,
    plans: &'a [Plan],
    adopted: &mut [Adopted],
) -> Result<(), Vec<MigrateError>> {
    let Some(adoption) = &session.settings.adoption else {
        return Ok(());
    };
    let mut claimed = HashSet::new();
    let found = for_each(session, plans, adopted, |session, _| {
        let stranded = find(session, server, adoption)?;
        let mut again = stranded.iter();
        match again.find(|object| !claimed.insert((object.class, object.oid))) {
            Some(twice) => Err(MigrateErrorKind::Adopt {
                source: AdoptError::Contested {
                    object: twice.name.clone(),
                },
            }),
            None => Ok(stranded),
        }
    })?;
    let moving: Vec<u32> = found.iter().flatten().map(|object| object.oid).collect();
    let mut found = found.into_iter();
    for_each(session, plans, adopted, |session, report| {
        let stranded = found.next().unwrap_or_default();
        move_one(session, adoption, &stranded)?;
        let moved = stranded.iter();
        report.adopted = moved
            .map(|object| format!("{} {}", object.kind, object.name))
            .collect();
        Ok(())
    })?;
    for_each(session, plans, adopted, |session, report| {
        entangled::check(session, &adoption.staying, &moving)?;
        pin::ask_and_run(session)?;
        affected::report(session, report)
    })?;
    Ok(())
}

/// Does something for each plugin, and returns all failures, up to one of the database: after that
/// nothing more can be asked in the transaction.
fn for_each<'a, T>(
    session: &mut Session<'a>,
    plans: &'a [Plan],
    adopted: &mut [Adopted],
    mut work: impl FnMut(&mut Session<'a>, &mut PluginReport) -> Result<T, MigrateErrorKind>,
) -> Result<Vec<T>, Vec<MigrateError>> {
    let (mut done, mut failures) = (Vec::new(), Vec::new());
    for adopted in adopted {
        let plan = &plans[adopted.place];
        session.plan = plan;
        match work(session, &mut adopted.report) {
            Ok(value) => done.push(value),
            Err(kind) => {
                let is_last = !matches!(kind, MigrateErrorKind::Adopt { .. });
                failures.push(plugin::failed(plan, kind));
                if is_last {
                    break;
                }
            }
        }
    }
    match failures.is_empty() {
        true => Ok(done),
        false => Err(failures),
    }
}

/// Finds the objects of one plugin, and refuses what the host's role may not move.
fn find(
    session: &mut Session<'_>,
    server: &Server,
    adoption: &Adoption,
) -> Result<Vec<Stranded>, MigrateErrorKind> {
    let stranded = find::stranded(session, adoption)?;
    let statements = find::missing_rights(session, adoption, &stranded, &server.role)?;
    if statements.is_empty() {
        return Ok(stranded);
    }
    let source = AdoptError::NotOwned {
        role: server.role.clone(),
        statements,
    };
    Err(MigrateErrorKind::Adopt { source })
}

/// Moves the objects of one plugin.
fn move_one(
    session: &mut Session<'_>,
    adoption: &Adoption,
    stranded: &[Stranded],
) -> Result<(), MigrateErrorKind> {
    let schema = quoted(session.plan.schema());
    for object in stranded {
        // The arguments of a routine may have been moved meanwhile.
        let query = diesel::sql_query(
            "SELECT identity::pg_catalog.text AS name FROM pg_catalog.pg_identify_object($1, $2, 0)",
        )
        .bind::<Oid, _>(object.class)
        .bind::<Oid, _>(object.oid);
        let identities: Vec<Name> = session.load("look for an object in `public`", query)?;
        for Name { name } in identities {
            let sql = format!("ALTER {} {name} SET SCHEMA {schema}", object.alter());
            session.run("move an object out of `public`", &sql)?;
        }
    }
    find::refuse_missing(session, adoption)?;
    if adoption.takes_over(session.plan) {
        take_over_versions(session)?;
    }
    Ok(())
}

fn take_over_versions(session: &mut Session<'_>) -> Result<(), MigrateErrorKind> {
    let plan = session.plan;
    let source = qualified("public", tracker::TRACKER);
    let query = diesel::sql_query("SELECT pg_catalog.to_regclass($1) IS NOT NULL AS holds")
        .bind::<Text, _>(&source);
    if !session.holds("look for the tracker in `public`", query)? {
        return Ok(());
    }
    let versions: Vec<&str> = plan.migrations.iter().map(|m| m.version.as_ref()).collect();
    let target = tracker::tracker(plan.schema());
    let insert = diesel::sql_query(format!(
        "INSERT INTO {target} (version, run_on) SELECT version, run_on FROM {source} \
         WHERE version = ANY ($1) ON CONFLICT DO NOTHING"
    ))
    .bind::<Array<Text>, _>(versions);
    session
        .execute("take over the tracker in `public`", insert)
        .map(|_| ())
}
