//! Moves the objects that a plugin has in `public` into its schema.

use diesel::prelude::*;
use diesel::sql_types::{Array, Bool, Text};
use schema_iso::definition::{TableDefinition, TypeDefinition};
use schema_iso::id::PluginId;

use super::error::{AdoptError, MigrateErrorKind};
use super::identifier::{qualified, quoted};
use super::plan::Plan;
use super::session::Session;
use super::tracker;

/// What is moved out of `public` into the schemas of the plugins that it belongs to.
///
/// Only what is named is moved: tables with their partitions, indexes, constraints and
/// the sequences that they own; views, materialized views, sequences, types, domains
/// and routines. Moving twice is moving once.
///
/// ```
/// use schema_iso_host::{Adoption, Host, PluginId};
///
/// let adoption = Adoption::declared()
///     .with_objects(PluginId::literal("notes"), ["notes_by_day", "count_notes"]);
/// let builder = Host::builder("postgres://localhost/app").adopt_from_public(adoption);
/// # drop(builder);
/// ```
#[derive(Debug, Clone, Default)]
#[must_use]
pub struct Adoption {
    declared: bool,
    applied_versions: bool,
    objects: Vec<(PluginId, String)>,
    /// Names that several plugins declare.
    contested: Vec<&'static str>,
}

impl Adoption {
    /// Nothing yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// All tables and types that the plugins declare.
    pub fn declared() -> Self {
        Self {
            declared: true,
            ..Self::default()
        }
    }

    /// Adds objects of a plugin by name, whatever they are.
    pub fn with_objects<N: Into<String>>(
        mut self,
        plugin: PluginId,
        names: impl IntoIterator<Item = N>,
    ) -> Self {
        let named = names.into_iter().map(|name| (plugin, name.into()));
        self.objects.extend(named);
        self
    }

    /// Takes over, too, what Diesel's tracker in `public` says about the plugins'
    /// migrations: those of its versions that a plugin embeds count as applied.
    pub fn with_applied_versions(mut self) -> Self {
        self.applied_versions = true;
        self
    }

    /// Notes which names are declared by more than one plugin.
    pub(crate) fn compare(&mut self, plans: &[Plan]) {
        let mut names: Vec<&'static str> = plans.iter().flat_map(declared_names).collect();
        names.sort_unstable();
        let repeated = names.chunk_by(|a, b| a == b).filter(|same| same.len() > 1);
        self.contested = repeated.map(|same| same[0]).collect();
    }

    fn names<'n>(&'n self, plan: &'n Plan) -> Vec<&'n str> {
        let declared = declared_names(plan).filter(|_| self.declared);
        let declared = declared.map(|name| -> &'n str { name });
        let explicit = self.objects.iter().filter(|(id, _)| *id == plan.id);
        declared
            .chain(explicit.map(|(_, name)| name.as_str()))
            .collect()
    }

    fn is_contested(&self, plan: &Plan, name: &str) -> bool {
        let explicit = |(id, object): &(PluginId, String)| *id == plan.id && object == name;
        self.contested.contains(&name) && !self.objects.iter().any(explicit)
    }
}

fn declared_names(plan: &Plan) -> impl Iterator<Item = &'static str> {
    let tables = plan.tables.iter().copied().map(TableDefinition::name);
    let types = plan.types.iter().copied().map(TypeDefinition::name);
    tables.chain(types)
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
    WHERE proname IN (SELECT name FROM names)) \
SELECT i.type::pg_catalog.text AS kind, objects.name::pg_catalog.text AS name, \
       i.identity::pg_catalog.text AS identity, taken \
FROM objects, LATERAL pg_catalog.pg_identify_object(class, objects.oid, 0) i \
ORDER BY i.type, i.identity";

/// Moves what the host named, and says what was moved.
pub(super) fn adopt(session: &mut Session<'_>) -> Result<Vec<String>, MigrateErrorKind> {
    let Some(adoption) = &session.settings.adoption else {
        return Ok(Vec::new());
    };
    let plan = session.plan;
    let names = adoption.names(plan);
    let query = diesel::sql_query(FIND)
        .bind::<Text, _>(plan.schema())
        .bind::<Array<Text>, _>(names);
    let stranded: Vec<Stranded> = session.load("look for objects in `public`", query)?;
    for object in &stranded {
        let contested = adoption.is_contested(plan, &object.name);
        if let Some(source) = object.why_not(plan, contested) {
            return Err(MigrateErrorKind::Adopt { source });
        }
    }
    let schema = quoted(plan.schema());
    let moves: Vec<String> = stranded
        .iter()
        .map(|object| {
            format!(
                "ALTER {} {} SET SCHEMA {schema}",
                object.alter(),
                object.identity
            )
        })
        .collect();
    let versions = adoption.applied_versions;
    if moves.is_empty() && !versions {
        return Ok(Vec::new());
    }
    session.transaction("move objects out of `public`", |session| {
        for sql in &moves {
            session.run("move an object out of `public`", sql)?;
        }
        if versions {
            take_over_versions(session)?;
        }
        Ok(())
    })?;
    let moved = stranded.iter();
    Ok(moved
        .map(|object| format!("{} {}", object.kind, object.name))
        .collect())
}

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
            "function" | "procedure" | "aggregate" => "ROUTINE",
            _ => "TABLE",
        }
    }
}

#[derive(QueryableByName)]
struct HasTracker {
    #[diesel(sql_type = Bool)]
    there: bool,
}

fn take_over_versions(session: &mut Session<'_>) -> Result<(), MigrateErrorKind> {
    let plan = session.plan;
    let source = qualified("public", tracker::TRACKER);
    let query = diesel::sql_query("SELECT pg_catalog.to_regclass($1) IS NOT NULL AS there")
        .bind::<Text, _>(&source);
    let found: Vec<HasTracker> = session.load("look for the tracker in `public`", query)?;
    if !found.iter().any(|found| found.there) {
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
