//! Two plugins for attacks: one whose migrations make functions that run anything, and the
//! one that they are meant for.

use diesel::prelude::*;
use diesel::result::Error;
use diesel::sql_types::{Nullable, Text};
use schema_iso::{EmbeddedMigration, PluginId, PluginMetadata};
use schema_iso_query::connection::SafeConnection;
use schema_iso_query::door::raw_connection;
use schema_iso_query::plugin::Plugin;

use crate::host::{Host, HostBuilder, Isolation};
use crate::testing::TestDatabase;

pub(super) struct Hostile;
pub(super) struct Victim;

/// No checked migration has `EXECUTE`; the runner and the pool must not count on that.
const RUN_ANYTHING: &str = "
    CREATE TABLE t (name text NOT NULL);
    INSERT INTO t VALUES ('own');
    CREATE SEQUENCE numbers;
    CREATE FUNCTION leave(command text) RETURNS text LANGUAGE plpgsql AS $$
    BEGIN
        EXECUTE command;
        RETURN command;
    END $$;
    CREATE FUNCTION peek() RETURNS text LANGUAGE plpgsql AS $$
    BEGIN
        RETURN (SELECT string_agg(name, ',') FROM t);
    END $$;
    CREATE TABLE late (id int);
    CREATE FUNCTION take_late() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        INSERT INTO t VALUES (current_user);
        RETURN NULL;
    END $$;
    CREATE CONSTRAINT TRIGGER take_late AFTER INSERT ON late DEFERRABLE INITIALLY DEFERRED
        FOR EACH ROW EXECUTE FUNCTION take_late();
    CREATE TABLE checked_late (id int UNIQUE DEFERRABLE INITIALLY DEFERRED);";

const SECRETS: &str = "
    CREATE TABLE t (name text NOT NULL);
    CREATE TABLE unique_later (id int UNIQUE DEFERRABLE INITIALLY IMMEDIATE);
    CREATE TABLE unique_late (id int UNIQUE DEFERRABLE INITIALLY DEFERRED);
    CREATE SEQUENCE numbers;";

impl crate::testing::ManifestUnchecked for Hostile {}

impl Plugin for Hostile {
    const METADATA: PluginMetadata =
        PluginMetadata::new(PluginId::literal("host-hostile"), "tests", "0.0.0")
            .with_migrations(&[EmbeddedMigration::new("1", "1_run", RUN_ANYTHING, "up.sql")]);
}

impl crate::testing::ManifestUnchecked for Victim {}

impl Plugin for Victim {
    const METADATA: PluginMetadata =
        PluginMetadata::new(PluginId::literal("host-victim"), "tests", "0.0.0")
            .with_migrations(&[EmbeddedMigration::new("1", "1_secrets", SECRETS, "up.sql")]);
}

pub(super) const ISOLATIONS: [Isolation; 3] = [
    Isolation::Qualified,
    Isolation::SearchPath,
    Isolation::Roles,
];

/// A host of the two plugins.
pub(super) fn host(
    database: &TestDatabase,
    isolation: Isolation,
    change: impl FnOnce(HostBuilder) -> HostBuilder,
) -> Host {
    super::admin(database, "REVOKE CREATE ON SCHEMA public FROM PUBLIC");
    database
        .host(|builder| {
            change(builder)
                .isolation(isolation)
                .run_unchecked_migrations()
                .register(Hostile)
                .register(Victim)
        })
        .unwrap()
}

#[derive(QueryableByName)]
struct Row {
    #[diesel(sql_type = Nullable<Text>)]
    value: Option<String>,
}

/// What an expression is worth in a session, or the reason why it is nothing.
pub(super) fn shown<P: Plugin>(connection: &mut SafeConnection<P>, expression: &str) -> String {
    try_shown(connection, expression).unwrap_or_else(|error| format!("error: {error}"))
}

/// In a transaction of its own, so that a failure does no harm to one around it.
pub(super) fn try_shown<P: Plugin>(
    connection: &mut SafeConnection<P>,
    expression: &str,
) -> QueryResult<String> {
    let query = format!("SELECT ({expression})::pg_catalog.text AS value");
    connection.transaction(|connection| {
        let row: Row = diesel::sql_query(query).get_result(raw_connection(connection)?)?;
        Ok::<_, Error>(row.value.unwrap_or_else(|| "NULL".to_owned()))
    })
}

/// Runs a command in the session, by a function of the plugin's.
pub(super) fn leave(connection: &mut SafeConnection<Hostile>, command: &str) {
    try_leave(connection, command).unwrap_or_else(|error| panic!("{error}: {command}"));
}

pub(super) fn try_leave(
    connection: &mut SafeConnection<Hostile>,
    command: &str,
) -> QueryResult<usize> {
    diesel::sql_query("SELECT plugin_host_hostile.leave($1)")
        .bind::<Text, _>(command)
        .execute(raw_connection(connection)?)
}

/// Adds a row to the table of the plugin.
pub(super) fn insert<P: Plugin>(
    connection: &mut SafeConnection<P>,
    name: &str,
) -> QueryResult<usize> {
    let table = format!("{}.t", P::METADATA.schema().as_str());
    diesel::sql_query(format!("INSERT INTO {table} VALUES ($1)"))
        .bind::<Text, _>(name)
        .execute(raw_connection(connection)?)
}

/// The rows in the victim's table, by another connection.
pub(super) fn victims_rows(database: &TestDatabase) -> String {
    super::ask(database, "SELECT count(*) FROM plugin_host_victim.t")
}

pub(super) fn pid<P: Plugin>(connection: &mut SafeConnection<P>) -> String {
    shown(connection, "pg_catalog.pg_backend_pid()")
}
