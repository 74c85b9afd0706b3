//! Moves the objects of all plugins out of `public`, in one transaction.
//!
//! Reading order: [`find`] (what is to be moved?), [`entangled`] (what would be left behind, or
//! would cross from one plugin to another?), [`outside`] (who used what has moved?).

mod entangled;
mod find;
mod outside;

use diesel::prelude::*;
use diesel::sql_types::{Array, Oid, Text};

use super::adoption::Adoption;
use super::cancel::CancelToken;
use super::error::{AdoptError, MigrateError, MigrateErrorKind};
use super::home;
use super::identifier::{qualified, quoted};
use super::lock;
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
) -> Result<Vec<Adopted>, MigrateError> {
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
    let mut session = Session::open(settings, first).map_err(|kind| plugin::failed(first, kind))?;
    let session = &mut session;
    let mut adopted = Vec::with_capacity(concerned.len());
    for (place, plan) in concerned {
        session.plan = plan;
        let report = prepare(session, server, stop).map_err(|kind| plugin::failed(plan, kind))?;
        adopted.push(Adopted { place, report });
    }
    session
        .begin("move objects out of `public`")
        .map_err(|kind| plugin::failed(first, kind))?;
    let done = move_all(session, server, adoption, plans, &mut adopted).and_then(|()| {
        let committed = session.commit("move objects out of `public`");
        committed.map_err(|kind| plugin::failed(first, kind))
    });
    if done.is_err() {
        session.roll_back();
    }
    done.map(|()| adopted)
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

fn move_all<'a>(
    session: &mut Session<'a>,
    server: &Server,
    adoption: &Adoption,
    plans: &'a [Plan],
    adopted: &mut [Adopted],
) -> Result<(), MigrateError> {
    for adopted in &mut *adopted {
        let plan = &plans[adopted.place];
        session.plan = plan;
        let moved =
            move_one(session, server, adoption).map_err(|kind| plugin::failed(plan, kind))?;
        adopted.report.adopted = moved;
    }
    // Only when everything is in its place can be seen what is not.
    for adopted in adopted {
        let plan = &plans[adopted.place];
        session.plan = plan;
        let checked = entangled::check(session, &adoption.staying);
        checked.map_err(|kind| plugin::failed(plan, kind))?;
        let outside = outside::report(session, &mut adopted.report);
        outside.map_err(|kind| plugin::failed(plan, kind))?;
    }
    Ok(())
}

/// Moves the objects of one plugin, and says what was moved.
fn move_one(
    session: &mut Session<'_>,
    server: &Server,
    adoption: &Adoption,
) -> Result<Vec<String>, MigrateErrorKind> {
    let plan = session.plan;
    let takes_over = adoption.applied_versions.contains(&plan.id);
    let stranded = find::stranded(session, adoption)?;
    let statements = find::missing_rights(session, &stranded, &server.role, takes_over)?;
    if !statements.is_empty() {
        let source = AdoptError::NotOwned {
            role: server.role.clone(),
            statements,
        };
        return Err(MigrateErrorKind::Adopt { source });
    }
    let schema = quoted(plan.schema());
    for object in &stranded {
        // The arguments of a routine may have been moved meanwhile.
        let query = diesel::sql_query(
            "SELECT identity::pg_catalog.text AS name FROM pg_catalog.pg_identify_object($1, $2, 0)",
        )
        .bind::<Oid, _>(object.class)
        .bind::<Oid, _>(object.oid);
        let identities: Vec<Identity> = session.load("look for an object in `public`", query)?;
        for Identity { name } in identities {
            let sql = format!("ALTER {} {name} SET SCHEMA {schema}", object.alter());
            session.run("move an object out of `public`", &sql)?;
        }
    }
    find::refuse_missing(session, adoption)?;
    if takes_over {
        take_over_versions(session)?;
    }
    let moved = stranded.iter();
    Ok(moved
        .map(|object| format!("{} {}", object.kind, object.name))
        .collect())
}

#[derive(QueryableByName)]
struct Identity {
    #[diesel(sql_type = Text)]
    name: String,
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
