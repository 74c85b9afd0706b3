//! Which migrations were applied, and with which text (ISO-13).
//!
//! Two tables stand in the plugin's schema. The tracker is Diesel's own, so that
//! Diesel's tools read it; the table beside it keeps what Diesel's has no room for.
//! Both are named with their schema, so that no search path decides where they are.

use diesel::prelude::*;
use diesel::sql_types::{Array, Bool, Nullable, Text};
use schema_iso::id::SchemaName;

use super::error::MigrateErrorKind;
use super::identifier::{literal, qualified};
use super::plan::{Plan, PlannedMigration};
use super::session::Session;

/// Diesel's table of applied migrations.
pub(super) const TRACKER: &str = "__diesel_schema_migrations";

/// The table with their checksums.
pub(super) const CHECKSUMS: &str = "__schema_iso_migrations";

/// Stands before the checksum of a migration that has begun outside of a transaction, while
/// nobody knows whether it was applied (ISO-16).
const BEGUN: &str = "begun:";

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
         pg_catalog.replace(c.checksum::pg_catalog.text, '{BEGUN}', '') AS checksum \
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
    /// Pending, though later ones were applied.
    pub(super) late: Vec<String>,
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
        let applied_by_somebody = applied.iter().filter(|row| !row.is_set_up());
        let latest = applied_by_somebody.map(|row| &*row.version).max();
        comparison.pending = plan
            .migrations
            .iter()
            .map(|migration| &**migration)
            .filter(|migration| !applied.iter().any(|row| row.version == migration.version))
            .collect();
        let pending = comparison.pending.iter();
        comparison.late = pending
            .filter(|migration| latest.is_some_and(|latest| *migration.version < *latest))
            .map(|migration| migration.name.clone().into_owned())
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
        session.run("create the tracker", &create_tracker(schema))?;
    }
    if !there(|tables| tables.checksums) {
        session.run("create the table of checksums", &create_checksums(schema))?;
    }
    Ok(())
}

/// The statements that create both tables in a new schema.
pub(super) fn create_statements(schema: &str) -> String {
    format!("{}; {}", create_tracker(schema), create_checksums(schema))
}

fn create_tracker(schema: &str) -> String {
    format!(
        "CREATE TABLE {} (version varchar(50) PRIMARY KEY NOT NULL, \
         run_on timestamp NOT NULL DEFAULT CURRENT_TIMESTAMP)",
        tracker(schema),
    )
}

fn create_checksums(schema: &str) -> String {
    format!(
        "CREATE TABLE {} (version varchar(50) PRIMARY KEY NOT NULL, name text NOT NULL, \
         checksum text, applied_at timestamptz NOT NULL DEFAULT CURRENT_TIMESTAMP)",
        checksums(schema),
    )
}

/// The tables of the plugin that are there, without the trackers.
pub(super) fn other_tables(session: &mut Session<'_>) -> Result<Vec<String>, MigrateErrorKind> {
    let query = diesel::sql_query(
        "SELECT c.relname::pg_catalog.text AS name FROM pg_catalog.pg_class c \
         JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace \
         WHERE n.nspname = $1 AND c.relkind IN ('r', 'p') AND c.relname <> ALL ($2)",
    )
    .bind::<Text, _>(session.plan.schema())
    .bind::<Array<Text>, _>([TRACKER, CHECKSUMS].as_slice());
    let tables: Vec<Table> = session.load("look for tables", query)?;
    Ok(tables.into_iter().map(|table| table.name).collect())
}

#[derive(QueryableByName)]
struct Table {
    #[diesel(sql_type = Text)]
    name: String,
}

/// Reads what was applied, in a transaction, which does not wait for ever.
pub(super) fn read(session: &mut Session<'_>) -> Result<Vec<Applied>, MigrateErrorKind> {
    let from = applied_from(&session.plan.schema, true);
    let query = diesel::sql_query(format!("SELECT {from} ORDER BY t.version"));
    session.transaction("read the tracker", |session| {
        session.load("read the tracker", query)
    })
}

/// Reads what was applied, what was applied last first: a migration that arrived late comes before
/// those with a later version.
pub(super) fn read_latest_first(
    session: &mut Session<'_>,
) -> Result<Vec<Applied>, MigrateErrorKind> {
    let from = applied_from(&session.plan.schema, true);
    let query = diesel::sql_query(format!(
        "SELECT {from} ORDER BY coalesce(c.applied_at, t.run_on AT TIME ZONE 'UTC') DESC, \
                                t.version DESC"
    ));
    session.load("read the tracker", query)
}

/// The statements that note that a migration was applied.
pub(super) fn add(schema: &str, migration: &PlannedMigration) -> String {
    let version = literal(&migration.version);
    let (name, checksum) = (literal(&migration.name), literal(&migration.checksum()));
    format!(
        "{}; {}",
        add_statement(schema, &version),
        record_statement(schema, [&version, &name, &checksum]),
    )
}

/// Keeps a checksum, or keeps that there is none.
pub(super) fn record(
    session: &mut Session<'_>,
    migration: &PlannedMigration,
    checksum: Option<String>,
) -> Result<(), MigrateErrorKind> {
    let insert = record_statement(session.plan.schema(), ["$1", "$2", "$3"]);
    let insert = diesel::sql_query(insert)
        .bind::<Text, _>(migration.version.as_ref())
        .bind::<Text, _>(migration.name.as_ref())
        .bind::<Nullable<Text>, _>(checksum);
    session.execute("write the checksum", insert).map(|_| ())
}

/// The statement that keeps a version, a name and a checksum.
fn record_statement(schema: &str, values: [&str; 3]) -> String {
    // A row may have stayed behind when other tools took the migration back.
    format!(
        "INSERT INTO {} (version, name, checksum) VALUES ({}) \
         ON CONFLICT (version) DO UPDATE SET name = excluded.name, \
             checksum = excluded.checksum, applied_at = excluded.applied_at",
        checksums(schema),
        values.join(", "),
    )
}

/// Keeps the checksum of a migration that was applied with another text, and when that was.
pub(super) fn learn(
    session: &mut Session<'_>,
    migration: &PlannedMigration,
) -> Result<(), MigrateErrorKind> {
    let schema = session.plan.schema();
    let (table, tracker) = (checksums(schema), tracker(schema));
    let insert = diesel::sql_query(format!(
        "INSERT INTO {table} (version, name, checksum, applied_at) \
         SELECT version, $2, $3, run_on AT TIME ZONE 'UTC' FROM {tracker} WHERE version = $1 \
         ON CONFLICT (version) DO UPDATE SET name = excluded.name, checksum = excluded.checksum"
    ))
    .bind::<Text, _>(migration.version.as_ref())
    .bind::<Text, _>(migration.name.as_ref())
    .bind::<Text, _>(migration.checksum());
    session.execute("write the checksum", insert).map(|_| ())
}

/// The statements that note that a migration was taken back.
pub(super) fn remove(schema: &str, migration: &PlannedMigration) -> String {
    let version = literal(&migration.version);
    format!(
        "{}; DELETE FROM {} WHERE version = {version}",
        forget_statement(schema, &version),
        tracker(schema),
    )
}

/// An expression for what the trackers are and hold: another one after a migration means that
/// the migration has changed them.
pub(super) fn digest(schema: &str) -> String {
    let (tracker, checksums) = (tracker(schema), checksums(schema));
    let (first, second) = (literal(&tracker), literal(&checksums));
    format!(
        "pg_catalog.md5(pg_catalog.concat_ws(E'\\n', \
           (SELECT pg_catalog.string_agg(version, E'\\n' ORDER BY version) FROM {tracker}), \
           (SELECT pg_catalog.string_agg(pg_catalog.concat_ws(' ', version, name, checksum), \
                                         E'\\n' ORDER BY version) FROM {checksums}), \
           (SELECT pg_catalog.string_agg(pg_catalog.concat_ws(' ', relname, relrowsecurity, \
                                         relhastriggers, relhasrules, relnatts, relchecks), \
                                         ' ' ORDER BY relname) \
            FROM pg_catalog.pg_class \
            WHERE oid IN ({first}::pg_catalog.regclass, {second}::pg_catalog.regclass)), \
           (SELECT pg_catalog.string_agg(pg_catalog.concat_ws(' ', attname, atttypid, atttypmod, \
                                         attnotnull), ' ' ORDER BY attrelid, attnum) \
            FROM pg_catalog.pg_attribute \
            WHERE attnum > 0 \
              AND attrelid IN ({first}::pg_catalog.regclass, {second}::pg_catalog.regclass))))"
    )
}

/// Notes that a migration begins outside of a transaction, so that the next boot knows that it
/// may have been applied.
pub(super) fn begin(
    session: &mut Session<'_>,
    migration: &PlannedMigration,
) -> Result<(), MigrateErrorKind> {
    let begun = format!("{BEGUN}{}", migration.checksum());
    record(session, migration, Some(begun))
}

/// Notes that nothing of a migration that had begun is there.
pub(super) fn forget(
    session: &mut Session<'_>,
    migration: &PlannedMigration,
) -> Result<(), MigrateErrorKind> {
    let delete = diesel::sql_query(forget_statement(session.plan.schema(), "$1"))
        .bind::<Text, _>(migration.version.as_ref());
    session.execute("write the checksum", delete).map(|_| ())
}

/// The statement that lets a migration that was interrupted run again.
pub(super) fn forget_statement(schema: &str, version: &str) -> String {
    format!(
        "DELETE FROM {} WHERE version = {version}",
        checksums(schema)
    )
}

/// The statement that notes a migration that was interrupted as applied.
pub(super) fn add_statement(schema: &str, version: &str) -> String {
    format!(
        "INSERT INTO {} (version) VALUES ({version})",
        tracker(schema)
    )
}

/// Whether a migration with this very text had begun before, and was not noted as applied.
pub(super) fn has_begun(
    session: &mut Session<'_>,
    migration: &PlannedMigration,
) -> Result<bool, MigrateErrorKind> {
    let query = diesel::sql_query(format!(
        "SELECT true AS holds FROM {} WHERE version = $1 AND checksum = $2",
        checksums(session.plan.schema())
    ))
    .bind::<Text, _>(migration.version.as_ref())
    .bind::<Text, _>(format!("{BEGUN}{}", migration.checksum()));
    session.holds("look for an interrupted migration", query)
}
