//! ISO-13: applied migrations are compared with embedded ones.

use schema_iso_tests::host::{MigrateErrorKind, MigrationState, Policy};
use schema_iso_tests::{Admin, EmbeddedMigration, TestDatabase, migration, only_failure, plugin};

const A: EmbeddedMigration = migration("001_a", "CREATE TABLE a ()", "DROP TABLE a");
const B: EmbeddedMigration = migration("002_b", "CREATE TABLE b ()", "DROP TABLE b");
const B_LATER: EmbeddedMigration = migration("002_b", "CREATE TABLE b (id int)", "DROP TABLE b");
const C: EmbeddedMigration = migration("003_c", "CREATE TABLE c ()", "DROP TABLE c");

plugin!(Now, "notes", with_migrations(&[A, B]));
plugin!(Changed, "notes", with_migrations(&[A, B_LATER, C]));
plugin!(Older, "notes", with_migrations(&[A]));
plugin!(BranchOff, "notes", with_migrations(&[B, C]));

#[test]
fn a_changed_migration_stops_the_boot_before_anything_runs() {
    let database = TestDatabase::create().unwrap();
    database.host(|builder| builder.register(Now)).unwrap();
    let error = database.builder().register(Changed).migrate().unwrap_err();
    let (_, source) = only_failure(error);
    let MigrateErrorKind::Changed { migrations, .. } = source else {
        panic!("{source}")
    };
    assert_eq!(migrations, ["002_b"]);
    assert!(!Admin::of(&database).has("plugin_notes.c"));

    let builder = database.builder().changed_migrations(Policy::Report);
    let host = builder.register(Changed).migrate().unwrap();
    let report = &host.report().plugins[0];
    assert_eq!(report.changed, ["002_b"]);
    assert_eq!(report.verified, 1);
    assert_eq!(report.applied.len(), 1);
    let states = host
        .status::<Changed>()
        .unwrap()
        .into_iter()
        .map(|status| status.state);
    assert_eq!(
        states.collect::<Vec<_>>(),
        [
            MigrationState::Applied,
            MigrationState::Changed,
            MigrationState::Applied
        ]
    );
}

#[test]
fn an_older_program_boots_beside_a_newer_one_unless_told_otherwise() {
    let database = TestDatabase::create().unwrap();
    database.host(|builder| builder.register(Now)).unwrap();
    let host = database.host(|builder| builder.register(Older)).unwrap();
    assert_eq!(host.report().plugins[0].missing, ["002"]);
    let builder = database.builder().missing_migrations(Policy::Refuse);
    let error = builder.register(Older).migrate().unwrap_err();
    let (_, source) = only_failure(error);
    assert!(
        matches!(source, MigrateErrorKind::Missing { ref versions, .. } if versions == &["002"])
    );
}

#[test]
fn a_migration_that_comes_late_still_runs() {
    let database = TestDatabase::create().unwrap();
    database.host(|builder| builder.register(Older)).unwrap();
    Admin::of(&database).run("DROP TABLE plugin_notes.a");
    let host = database
        .host(|builder| builder.register(BranchOff))
        .unwrap();
    let report = &host.report().plugins[0];
    assert_eq!(report.applied.len(), 2);
    assert_eq!(report.missing, ["001"]);
}

#[test]
fn what_diesel_applied_before_is_adopted_as_unverified() {
    let database = TestDatabase::create().unwrap();
    let mut admin = Admin::of(&database);
    admin.run("CREATE SCHEMA plugin_notes; SET search_path TO plugin_notes; CREATE TABLE a ()");
    admin.run(diesel::migration::CREATE_MIGRATIONS_TABLE);
    admin
        .run("INSERT INTO __diesel_schema_migrations (version) VALUES ('00000000000000'), ('001')");
    let host = database.builder().register(Now).check().unwrap();
    let status = host.status::<Now>().unwrap().into_iter();
    assert_eq!(
        status.map(|status| status.state).collect::<Vec<_>>(),
        [MigrationState::Unverified, MigrationState::Pending]
    );
    let host = host.migrate().unwrap();
    let report = &host.report().plugins[0];
    assert_eq!(report.unverified, ["001_a"]);
    assert_eq!(report.applied.len(), 1);
    assert!(report.missing.is_empty());
    let rows = "SELECT version || ' ' || name || ' ' || coalesce(length(checksum)::text, 'none') \
                FROM plugin_notes.__schema_iso_migrations ORDER BY 1";
    assert_eq!(admin.texts(rows), ["001 001_a none", "002 002_b 64"]);
}

#[test]
fn one_changed_text_is_accepted_once_and_known_from_then_on() {
    let database = TestDatabase::create().unwrap();
    let host = database.host(|builder| builder.register(Now)).unwrap();
    assert!(!host.accept_changed::<Now>("002").unwrap());
    let applied_at =
        "SELECT applied_at FROM plugin_notes.__schema_iso_migrations WHERE version = '002'";
    let mut admin = Admin::of(&database);
    let before = admin.text(applied_at);

    let host = database.builder().register(Changed).check().unwrap();
    assert!(host.accept_changed::<Changed>("002").unwrap());
    for version in ["003", "004"] {
        host.accept_changed::<Changed>(version).unwrap_err();
    }
    assert_eq!(admin.text(applied_at), before);
    let host = database.host(|builder| builder.register(Changed)).unwrap();
    assert_eq!(host.report().plugins[0].verified, 2);
    // The other text is the changed one now.
    database.host(|builder| builder.register(Now)).unwrap_err();
}
