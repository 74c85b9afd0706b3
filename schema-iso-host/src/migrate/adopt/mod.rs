//! Moves the objects of all plugins out of `public`, in one transaction; [`entangled`] finds what
//! would be left behind, and what would cross from one plugin to another.

mod entangled;

use diesel::prelude::*;
use diesel::sql_types::{Array, Bool, Text};

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
    let done = move_all(session, adoption, plans, &mut adopted).and_then(|()| {
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
    adoption: &Adoption,
    plans: &'a [Plan],
    adopted: &mut [Adopted],
) -> Result<(), MigrateError> {
    for adopted in &mut *adopted {
        let plan = &plans[adopted.place];
        session.plan = plan;
        let moved = move_one(session, adoption).map_err(|kind| plugin::failed(plan, kind))?;
        adopted.report.adopted = moved;
    }
    // Only when everything is in its place can be seen what is not.
    for adopted in adopted {
        let plan = &plans[adopted.place];
        session.plan = plan;
        let checked = entangled::check(session, &adoption.staying);
        checked.map_err(|kind| plugin::failed(plan, kind))?;
    }
    Ok(())
}

/// Moves the objects of one plugin, and says what was moved.
fn move_one(
    session: &mut Session<'_>,
    adoption: &Adoption,
) -> Result<Vec<String>, MigrateErrorKind> {
    let plan = session.plan;
    let fail = |source| Err(MigrateErrorKind::Adopt { source });
    let query = diesel::sql_query(FIND)
        .bind::<Text, _>(plan.schema())
        .bind::<Array<Text>, _>(adoption.names(plan));
    let stranded: Vec<Stranded> = session.load("look for objects in `public`", query)?;
    for object in &stranded {
        let contested = adoption.is_contested(plan, &object.name);
        if let Some(source) = object.why_not(plan, contested) {
            return fail(source);
        }
    }
    let named: Vec<&str> = adoption.explicit(plan).collect();
    let missing = |name: &&&str| !stranded.iter().any(|object| object.name == **name);
    for object in named.iter().filter(missing) {
        if !has(session, object)? {
            let object = (*object).to_owned();
            return fail(AdoptError::NotFound { object });
        }
    }
    let schema = quoted(plan.schema());
    for object in &stranded {
        let (kind, identity) = (object.alter(), &object.identity);
        let sql = format!("ALTER {kind} {identity} SET SCHEMA {schema}");
        session.run("move an object out of `public`", &sql)?;
    }
    if adoption.applied_versions.contains(&plan.id) {
        take_over_versions(session)?;
    }
    let moved = stranded.iter();
    Ok(moved
        .map(|object| format!("{} {}", object.kind, object.name))
        .collect())
}

/// Whether the plugin has an object of a name already, because it was moved before.
fn has(session: &mut Session<'_>, name: &str) -> Result<bool, MigrateErrorKind> {
    let query = diesel::sql_query(
        "WITH home AS (SELECT oid FROM pg_catalog.pg_namespace WHERE nspname = $1) \
         SELECT EXISTS (SELECT FROM pg_catalog.pg_class \
                        WHERE relnamespace IN (TABLE home) AND relname = $2) \
             OR EXISTS (SELECT FROM pg_catalog.pg_type \
                        WHERE typnamespace IN (TABLE home) AND typname = $2) \
             OR EXISTS (SELECT FROM pg_catalog.pg_proc \
                        WHERE pronamespace IN (TABLE home) AND proname = $2) AS holds",
    )
    .bind::<Text, _>(session.plan.schema())
    .bind::<Text, _>(name);
    session.holds("look for an object of the plugin", query)
}

#[derive(QueryableByName)]
struct Stranded {
    /// What it is, in the words of `ALTER`.
    #[diesel(sql_type = Text)]
    kind: String,
    #[diesel(sql_type = Text)]
    name: String,
    /// Its name with its schema, quoted, and with arguments where it has them.
    #[diesel(sql_type = Text)]
    identity: String,
    /// Whether the plugin has one of the same name.
    #[diesel(sql_type = Bool)]
    taken: bool,
}

/// Finds the named objects of `public` and the partitions below them. Sequences that
/// tables own, the row types of tables and the arrays of types are moved by PostgreSQL
/// with what they belong to.
const FIND: &str = "\
WITH RECURSIVE names AS (SELECT unnest($2::pg_catalog.text[]) AS name), \
spaces AS (SELECT (SELECT oid FROM pg_catalog.pg_namespace WHERE nspname = 'public') AS source, \
                  (SELECT oid FROM pg_catalog.pg_namespace WHERE nspname = $1) AS target), \
relations AS ( \
    SELECT c.oid FROM pg_catalog.pg_class c, spaces \
    WHERE relnamespace = source AND relname IN (SELECT name FROM names) \
      AND relkind IN ('r', 'p', 'v', 'm', 'S', 'f') \
  UNION \
    SELECT inhrelid FROM relations \
    JOIN pg_catalog.pg_inherits ON inhparent = relations.oid \
    JOIN pg_catalog.pg_class c ON c.oid = inhrelid AND c.relispartition \
    JOIN spaces ON relnamespace = source), \
objects AS ( \
    SELECT 'pg_catalog.pg_class'::regclass AS class, c.oid, c.relname AS name, \
           EXISTS (SELECT FROM pg_catalog.pg_class other, spaces \
                   WHERE other.relnamespace = target AND other.relname = c.relname) AS taken \
    FROM relations JOIN pg_catalog.pg_class c USING (oid) \
    WHERE NOT EXISTS (SELECT FROM pg_catalog.pg_depend \
                      WHERE classid = 'pg_catalog.pg_class'::regclass AND objid = c.oid \
                        AND relkind = 'S' AND deptype IN ('a', 'i')) \
  UNION ALL \
    SELECT 'pg_catalog.pg_type'::regclass, t.oid, t.typname, \
           EXISTS (SELECT FROM pg_catalog.pg_type other, spaces \
                   WHERE other.typnamespace = target AND other.typname = t.typname) \
    FROM pg_catalog.pg_type t \
    JOIN spaces ON typnamespace = source LEFT JOIN pg_catalog.pg_class c ON c.oid = typrelid \
    WHERE typname IN (SELECT name FROM names) AND typtype IN ('e', 'd', 'r', 'c') \
      AND coalesce(relkind = 'c', true) \
  UNION ALL \
    SELECT 'pg_catalog.pg_proc'::regclass, p.oid, p.proname, \
           EXISTS (SELECT FROM pg_catalog.pg_proc other, spaces \
                   WHERE other.pronamespace = target AND other.proname = p.proname \
                     AND other.proargtypes = p.proargtypes) \
    FROM pg_catalog.pg_proc p JOIN spaces ON pronamespace = source \
    WHERE proname IN (SELECT name FROM names) \
  UNION ALL \
    SELECT 'pg_catalog.pg_statistic_ext'::regclass, s.oid, s.stxname, \
           EXISTS (SELECT FROM pg_catalog.pg_statistic_ext other, spaces \
                   WHERE other.stxnamespace = target AND other.stxname = s.stxname) \
    FROM pg_catalog.pg_statistic_ext s JOIN spaces ON stxnamespace = source \
    WHERE stxrelid IN (SELECT oid FROM relations)) \
SELECT i.type::pg_catalog.text AS kind, objects.name::pg_catalog.text AS name, \
       i.identity::pg_catalog.text AS identity, taken \
FROM objects, LATERAL pg_catalog.pg_identify_object(class, objects.oid, 0) i \
ORDER BY i.type, i.identity";

impl Stranded {
    fn why_not(&self, plan: &Plan, contested: bool) -> Option<AdoptError> {
        let object = self.name.clone();
        if contested {
            return Some(AdoptError::Contested { object });
        }
        let schema = plan.schema().to_owned();
        self.taken
            .then_some(AdoptError::BothThere { object, schema })
    }

    fn alter(&self) -> &'static str {
        match self.kind.as_str() {
            "view" => "VIEW",
            "materialized view" => "MATERIALIZED VIEW",
            "sequence" => "SEQUENCE",
            "foreign table" => "FOREIGN TABLE",
            "type" => "TYPE",
            "statistics object" => "STATISTICS",
            "function" | "procedure" | "aggregate" => "ROUTINE",
            _ => "TABLE",
        }
    }
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
