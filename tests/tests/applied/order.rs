//! Migrations that arrive after others with later versions, and what is taken back first.

use schema_iso_tests::host::diesel_migrations::MigrationHarness;
use schema_iso_tests::host::{MigrateErrorKind, Policy};
use schema_iso_tests::{Admin, EmbeddedMigration, TestDatabase, migration, only_failure, plugin};

use super::applied;

const A: EmbeddedMigration = migration("001_a", "CREATE TABLE a ()", "DROP TABLE a");
const B: EmbeddedMigration = migration("002_b", "CREATE TABLE b ()", "DROP TABLE b");
const C: EmbeddedMigration = migration("003_c", "CREATE TABLE c ()", "DROP TABLE c");

plugin!(Branch, "branch", with_migrations(&[A, C]));
plugin!(Merged, "branch", with_migrations(&[A, B, C]));

#[test]
fn a_migration_that_arrives_late_is_reported_or_refused() {
    let database = TestDatabase::create().unwrap();
    let mut admin = Admin::of(&database);
    database.host(|builder| builder.register(Branch)).unwrap();
    let builder = database.builder().late_migrations(Policy::Refuse);
    let (_, error) = only_failure(builder.register(Merged).migrate().unwrap_err());
    let MigrateErrorKind::Late { migrations } = &error else {
        panic!("{error}");
    };
    assert_eq!(migrations, &["002_b"]);
    assert_eq!(applied(&mut admin, "plugin_branch"), ["001", "003"]);

    let host = database.host(|builder| builder.register(Merged)).unwrap();
    let report = &host.report().plugins[0];
    assert_eq!(report.late, ["002_b"]);
    assert_eq!(report.applied[0].name, "002_b");
    let host = database.host(|builder| builder.register(Merged)).unwrap();
    assert!(host.report().plugins[0].late.is_empty());
}

#[test]
fn what_was_applied_last_is_taken_back_first() {
    let database = TestDatabase::create().unwrap();
    let mut admin = Admin::of(&database);
    database.host(|builder| builder.register(Branch)).unwrap();
    let host = database.host(|builder| builder.register(Merged)).unwrap();
    assert_eq!(host.redo::<Merged>(2).unwrap(), ["002_b", "003_c"]);
    assert_eq!(host.revert::<Merged>(1).unwrap(), ["002_b"]);
    assert_eq!(applied(&mut admin, "plugin_branch"), ["001", "003"]);

    let host = database.builder().register(Merged).check().unwrap();
    let mut harness = host.migration_harness::<Merged>().unwrap();
    let merged = host.migrations_of(harness.plugin()).unwrap();
    harness.run_pending_migrations(merged.clone()).unwrap();
    let reverted = harness.revert_last_migration(merged).unwrap();
    assert_eq!(reverted.to_string(), "002");
}
