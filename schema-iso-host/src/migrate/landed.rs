//! Whether what a migration made is in the plugin's schema, valid and enforced (ISO-16).

use diesel::prelude::*;
use diesel::sql_types::{Array, Text};
use schema_iso::id::SCHEMA_PREFIX;
use schema_iso::migration::indexes_if_not_exists;

use super::error::{InvalidIndex, MigrateErrorKind};
use super::identifier::{literal, qualified};
use super::plan::{MigrationText, Plan, PlannedMigration, shared_names};
use super::session::Session;
use super::settings::Settings;

/// Whether a row of the catalogue, by its `xmin`, is of the transaction that asks: made by itself
/// (0), or later by a savepoint of it, which nobody else would see while it is in progress.
const MINE: &str = "CASE pg_catalog.sign(pg_catalog.age(x.xmin)) WHEN 0 THEN true WHEN 1 THEN false \
     ELSE pg_catalog.txid_status(pg_catalog.txid_current() - pg_catalog.age(x.xmin)) = 'in progress' END";

/// An expression for the objects that the transaction has made outside of a plugin's schema:
/// relations wherever they are, everything else in schemas that are no plugin's. The schemas of
/// extensions, which keep what their functions make there, do not count.
///
/// To look through the objects of all plugins would make a first boot cost the square of their
/// number; a relation is found by its lock.
pub(super) fn elsewhere(plan: &Plan, settings: &Settings) -> String {
    let schema = literal(plan.schema());
    let shared = shared_names(&settings.shared_schemas).into_iter();
    let shared: Vec<String> = shared.map(literal).collect();
    let shared = shared.join(", ");
    format!(
        "ARRAY(WITH elsewhere AS MATERIALIZED ( \
           SELECT n.oid, n.nspname FROM pg_catalog.pg_namespace n \
           WHERE n.nspname <> {schema} AND n.nspname NOT LIKE 'pg\\_%' AND n.nspname <> 'information_schema' \
             AND NOT EXISTS (SELECT FROM pg_catalog.pg_depend d \
                             WHERE d.classid = 'pg_catalog.pg_namespace'::pg_catalog.regclass \
                               AND d.objid = n.oid AND d.deptype = 'e')), \
         made AS ( \
           SELECT 'pg_catalog.pg_class'::pg_catalog.regclass::pg_catalog.oid AS class, x.oid AS object \
           FROM pg_catalog.pg_locks l \
           JOIN pg_catalog.pg_class x ON x.oid = l.relation \
           JOIN elsewhere ON elsewhere.oid = x.relnamespace \
           WHERE l.pid = pg_catalog.pg_backend_pid() AND l.locktype = 'relation' \
             AND l.mode = 'AccessExclusiveLock' \
             AND l.database = (SELECT b.oid FROM pg_catalog.pg_database b \
                               WHERE b.datname = pg_catalog.current_database()) \
             AND {MINE} \
           UNION \
           SELECT x.classid, x.objid FROM elsewhere \
           JOIN pg_catalog.pg_depend x \
             ON x.refclassid = 'pg_catalog.pg_namespace'::pg_catalog.regclass \
            AND x.refobjid = elsewhere.oid \
           WHERE NOT pg_catalog.starts_with(elsewhere.nspname::pg_catalog.text, '{SCHEMA_PREFIX}') AND {MINE} \
             AND NOT (x.classid = 'pg_catalog.pg_extension'::pg_catalog.regclass \
                      AND elsewhere.nspname = ANY (ARRAY[{shared}]::pg_catalog.text[])) \
           UNION \
           SELECT 'pg_catalog.pg_namespace'::pg_catalog.regclass, x.oid \
           FROM elsewhere JOIN pg_catalog.pg_namespace x ON x.oid = elsewhere.oid \
           WHERE {MINE}) \
         SELECT pg_catalog.pg_describe_object(class, object, 0) FROM made \
         WHERE NOT EXISTS (SELECT FROM pg_catalog.pg_depend d \
                           WHERE d.classid = class AND d.objid = object AND d.deptype = 'e') \
         ORDER BY 1)",
    )
}

/// Refuses what a migration has made [`elsewhere`].
pub(super) fn refuse_elsewhere(
    objects: Vec<String>,
    session: &Session<'_>,
    migration: &PlannedMigration,
    script: &MigrationText,
) -> Result<(), MigrateErrorKind> {
    if objects.is_empty() {
        return Ok(());
    }
    Err(MigrateErrorKind::Elsewhere {
        migration: migration.name.clone().into_owned(),
        file: script.path.clone().into_owned(),
        schema: session.plan.schema().to_owned(),
        objects,
    })
}

/// An index of the plugin's that PostgreSQL neither uses nor enforces.
#[derive(Debug, Clone, PartialEq, Eq, QueryableByName)]
pub(super) struct Invalid {
    #[diesel(sql_type = Text)]
    pub(super) name: String,
    /// Its table, without the schema.
    #[diesel(sql_type = Text)]
    pub(super) table: String,
    /// The statement that would create it.
    #[diesel(sql_type = Text)]
    definition: String,
}

/// The invalid indexes of the plugin's schema, or those of them with a name that is given.
///
/// The index of a partitioned table is invalid until all partitions have theirs, which is as it
/// should be; and one that somebody else is building just now is not finished.
pub(super) fn invalid(
    session: &mut Session<'_>,
    named: Option<&[String]>,
) -> Result<Vec<Invalid>, MigrateErrorKind> {
    let filter = named.map_or("", |_| "AND x.relname = ANY ($2)");
    let query = diesel::sql_query(format!(
        "SELECT x.relname::pg_catalog.text AS name, t.relname::pg_catalog.text AS table, \
                pg_catalog.pg_get_indexdef(x.oid) AS definition \
         FROM pg_catalog.pg_index i \
         JOIN pg_catalog.pg_class x ON x.oid = i.indexrelid \
         JOIN pg_catalog.pg_class t ON t.oid = i.indrelid \
         JOIN pg_catalog.pg_namespace n ON n.oid = x.relnamespace \
         WHERE NOT i.indisvalid AND x.relkind = 'i' AND n.nspname = $1 {filter} \
           AND NOT EXISTS (SELECT FROM pg_catalog.pg_stat_progress_create_index p \
                           JOIN pg_catalog.pg_locks l USING (pid) \
                           WHERE l.relation = i.indrelid AND l.granted \
                             AND p.pid <> pg_catalog.pg_backend_pid() \
                             AND l.mode = 'ShareUpdateExclusiveLock') \
         ORDER BY x.relname",
    ))
    .bind::<Text, _>(session.plan.schema())
    .bind::<Array<Text>, _>(named.unwrap_or_default());
    session.load("look for invalid indexes", query)
}

/// Refuses an index that a migration found there and took for its own, though it is invalid.
pub(super) fn refuse_invalid(
    session: &mut Session<'_>,
    migration: &PlannedMigration,
    script: &MigrationText,
) -> Result<(), MigrateErrorKind> {
    let named = indexes_if_not_exists(script.sql());
    if named.is_empty() {
        return Ok(());
    }
    let found = invalid(session, Some(&named))?;
    if found.is_empty() {
        return Ok(());
    }
    Err(invalid_indexes(session, migration, script, found))
}

/// The error for invalid indexes.
pub(super) fn invalid_indexes(
    session: &Session<'_>,
    migration: &PlannedMigration,
    script: &MigrationText,
    indexes: Vec<Invalid>,
) -> MigrateErrorKind {
    let schema = session.plan.schema();
    MigrateErrorKind::InvalidIndexes {
        migration: migration.name.clone().into_owned(),
        file: script.path.clone().into_owned(),
        indexes: indexes
            .into_iter()
            .map(|index| InvalidIndex {
                drop: format!("DROP INDEX CONCURRENTLY {}", qualified(schema, &index.name)),
                create: index
                    .definition
                    .replacen(" INDEX ", " INDEX CONCURRENTLY ", 1),
                name: index.name,
            })
            .collect(),
    }
}
