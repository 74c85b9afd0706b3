//! Which migrations were applied, and with which text (ISO-13).
//!
//! Two tables stand in the plugin's schema. The tracker is Diesel's own, so that
//! Diesel's tools read it; the table beside it keeps what Diesel's has no room for.
//! Both are named with their schema, so that no search path decides where they are.

use diesel::prelude::*;
use diesel::sql_types::{Bool, Nullable, Text};
use schema_iso::id::SchemaName;

use super::error::MigrateErrorKind;
use super::identifier::qualified;
use super::plan::{Plan, PlannedMigration};
use super::session::Session;

/// Diesel's table of applied migrations.
pub(super) const TRACKER: &str = "__diesel_schema_migrations";

/// The table with their checksums.
pub(super) const CHECKSUMS: &str = "__schema_iso_migrations";

/// The version under which Diesel's command line keeps its own set-up.
const INITIAL_SETUP: &str = "00000000000000";

pub(super) fn tracker(schema: &str) -> String {
    qualified(schema, TRACKER)
}

pub(super) fn checksums(schema: &str) -> String {
    qualified(schema, CHECKSUMS)
}

/// A migration that was applied.
#[derive(Debug, Clone, QueryableByName)]
pub(super) struct Applied {
    #[diesel(sql_type = Text)]
    pub(super) version: String,
    /// Whether there is a row beside the tracker's.
    #[diesel(sql_type = Bool)]
    pub(super) recorded: bool,
    /// Nothing where nobody knows the text.
    #[diesel(sql_type = Nullable<Text>)]
    pub(super) checksum: Option<String>,
}

impl Applied {
    /// Whether the row is Diesel's note of its own set-up, and no plugin's migration,
    /// unless one of that version is embedded.
    pub(super) fn is_set_up(&self) -> bool {
        self.version == INITIAL_SETUP
    }
}

/// The columns of [`Applied`], and from where; a tracker that Diesel made has no table of
/// checksums beside it.
pub(super) fn applied_from(schema: &SchemaName, has_checksums: bool) -> String {
    let tracker = tracker(schema.as_str());
    if !has_checksums {
        return format!(
            "t.version::pg_catalog.text AS version, false AS recorded, \
             NULL::pg_catalog.text AS checksum FROM {tracker} t"
        );
    }
    let checksums = checksums(schema.as_str());
    format!(
        "t.version::pg_catalog.text AS version, c.version IS NOT NULL AS recorded, \
         c.checksum::pg_catalog.text AS checksum \
         FROM {tracker} t LEFT JOIN {checksums} c ON c.version = t.version"
    )
}

/// The difference between the tracker and the embedded migrations.
#[derive(Debug, Default)]
pub(super) struct Comparison<'p> {
    /// Not applied, in their order.
    pub(super) pending: Vec<&'p PlannedMigration>,
    /// Applied by somebody who kept no checksum, and not yet noted as such.
    pub(super) unrecorded: Vec<&'p PlannedMigration>,
    pub(super) verified: usize,
    pub(super) unverified: Vec<String>,
    pub(super) changed: Vec<String>,
    pub(super) missing: Vec<String>,
}

impl<'p> Comparison<'p> {
    pub(super) fn of(plan: &'p Plan, applied: &[Applied]) -> Self {
        let mut comparison = Self::default();
        for row in applied {
            let Some(migration) = plan.migration(&row.version) else {
                if !row.is_set_up() {
                    comparison.missing.push(row.version.clone());
                }
                continue;
            };
            let name = migration.name.clone().into_owned();
            if !row.recorded {
                comparison.unrecorded.push(migration);
            }
            match &row.checksum {
                None => comparison.unverified.push(name),
                Some(checksum) if migration.has_checksum(checksum) => comparison.verified += 1,
                Some(_) => comparison.changed.push(name),
            }
        }
        comparison.missing.sort_unstable();
        comparison.pending = plan
            .migrations
            .iter()
            .map(|migration| &**migration)
            .filter(|migration| !applied.iter().any(|row| row.version == migration.version))
            .collect();
        comparison
    }
}

#[derive(QueryableByName)]
struct Tables {
    #[diesel(sql_type = Bool)]
    tracker: bool,
    #[diesel(sql_type = Bool)]
    checksums: bool,
}

/// Creates the tables that are not there.
pub(super) fn create_missing(session: &mut Session<'_>) -> Result<(), MigrateErrorKind> {
    let schema = session.plan.schema();
    let query = diesel::sql_query(
        "SELECT coalesce(bool_or(relname = $2), false) AS tracker, \
                coalesce(bool_or(relname = $3), false) AS checksums \
         FROM pg_catalog.pg_class \
         WHERE relnamespace = (SELECT oid FROM pg_catalog.pg_namespace WHERE nspname = $1)",
    )
    .bind::<Text, _>(schema)
    .bind::<Text, _>(TRACKER)
    .bind::<Text, _>(CHECKSUMS);
    let tables: Vec<Tables> = session.load("look for the tracker", query)?;
    let there = |table: fn(&Tables) -> bool| tables.iter().any(table);
    if !there(|tables| tables.tracker) {
        let sql = format!(
            "CREATE TABLE {} (version varchar(50) PRIMARY KEY NOT NULL, \
             run_on timestamp NOT NULL DEFAULT CURRENT_TIMESTAMP)",
            tracker(schema),
        );
        session.run("create the tracker", &sql)?;
    }
    if !there(|tables| tables.checksums) {
        let sql = format!(
            "CREATE TABLE {} (version varchar(50) PRIMARY KEY NOT NULL, name text NOT NULL, \
             checksum text, applied_at timestamptz NOT NULL DEFAULT CURRENT_TIMESTAMP)",
            checksums(schema),
        );
        session.run("create the table of checksums", &sql)?;
    }
    Ok(())
}

/// Reads what was applied.
pub(super) fn read(session: &mut Session<'_>) -> Result<Vec<Applied>, MigrateErrorKind> {
    let from = applied_from(&session.plan.schema, true);
    let query = diesel::sql_query(format!("SELECT {from} ORDER BY t.version"));
    session.load("read the tracker", query)
}

/// Notes that a migration was applied.
pub(super) fn add(
    session: &mut Session<'_>,
    migration: &PlannedMigration,
) -> Result<(), MigrateErrorKind> {
    let tracker = tracker(session.plan.schema());
    let insert = diesel::sql_query(format!("INSERT INTO {tracker} (version) VALUES ($1)"))
        .bind::<Text, _>(migration.version.as_ref());
    session.execute("write the tracker", insert)?;
    record(session, migration, Some(migration.checksum()))
}

/// Keeps a checksum, or keeps that there is none.
pub(super) fn record(
    session: &mut Session<'_>,
    migration: &PlannedMigration,
    checksum: Option<String>,
) -> Result<(), MigrateErrorKind> {
    let table = checksums(session.plan.schema());
    // A row may have stayed behind when other tools took the migration back.
    let insert = diesel::sql_query(format!(
        "INSERT INTO {table} (version, name, checksum) VALUES ($1, $2, $3) \
         ON CONFLICT (version) DO UPDATE SET name = excluded.name, \
             checksum = excluded.checksum, applied_at = excluded.applied_at"
    ))
    .bind::<Text, _>(migration.version.as_ref())
    .bind::<Text, _>(migration.name.as_ref())
    .bind::<Nullable<Text>, _>(checksum);
    session.execute("write the checksum", insert).map(|_| ())
}

/// Notes that a migration was taken back.
pub(super) fn remove(
    session: &mut Session<'_>,
    migration: &PlannedMigration,
) -> Result<(), MigrateErrorKind> {
    let schema = session.plan.schema();
    for table in [checksums(schema), tracker(schema)] {
        let delete = diesel::sql_query(format!("DELETE FROM {table} WHERE version = $1"))
            .bind::<Text, _>(migration.version.as_ref());
        session.execute("write the tracker", delete)?;
    }
    Ok(())
}
