//! ISO-16: a migration that is noted as applied is there, valid and enforced, and in the plugin's
//! schema; the trackers are what they were, plus this one. And migrations on tables that are in
//! use.

mod elsewhere;
mod indexes;
mod interrupted;
mod live;
mod order;
mod trackers;

use schema_iso_tests::host::MigrateErrorKind;
use schema_iso_tests::{Admin, EmbeddedMigration, Plugin, TestDatabase, migration, only_failure};

/// A migration that runs outside of a transaction.
const fn outside(name: &'static str, up: &'static str, down: &'static str) -> EmbeddedMigration {
    migration(name, up, down).with_run_in_transaction(false)
}

/// Boots and returns why it did not work.
#[track_caller]
fn failure<P: Plugin>(database: &TestDatabase, plugin: P) -> MigrateErrorKind {
    let done = database.host(|builder| builder.register(plugin));
    only_failure(done.expect_err("the boot should have failed")).1
}

/// The versions that the plugin's tracker has.
fn applied(admin: &mut Admin, schema: &str) -> Vec<String> {
    admin.texts(&format!(
        "SELECT version FROM {schema}.__diesel_schema_migrations ORDER BY 1"
    ))
}

/// Notes a migration as begun, like a process that was killed before it noted more.
fn begun(admin: &mut Admin, schema: &str, version: &str, text: &str) {
    admin.run(&format!(
        "INSERT INTO {schema}.__schema_iso_migrations (version, name, checksum) \
         VALUES ('{version}', '{version}', 'begun:' || encode(sha256($t${text}$t$), 'hex'))"
    ));
}

/// The indexes of a schema, each with whether it is valid.
fn indexes(admin: &mut Admin, schema: &str) -> Vec<String> {
    admin.texts(&format!(
        "SELECT relname || ' ' || indisvalid FROM pg_index JOIN pg_class c ON c.oid = indexrelid \
         WHERE relnamespace = '{schema}'::regnamespace AND relname NOT LIKE '\\_\\_%' ORDER BY 1"
    ))
}
