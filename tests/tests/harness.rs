//! The migrations of a plugin under the trait of `diesel_migrations`: all that works there works
//! here, and nothing that a boot refuses.

use std::time::Duration;

use diesel::migration::{Migration, MigrationSource, Result as DieselResult};
use diesel::pg::Pg;
use diesel_migrations::{FileBasedMigrations, HarnessWithOutput, MigrationHarness};
use schema_iso_tests::host::{
    Checked, Host, LockError, MaintenanceError, MigrateError, MigrateErrorKind, PluginMigrations,
};
use schema_iso_tests::{Admin, Plugin, PluginId, TestDatabase, chain, migration, plugin};

plugin!(
    Notes,
    "notes",
    with_migrations(&[
        migration("001_a", "CREATE TABLE public.a (id int)", "DROP TABLE a"),
        migration("002_b", "CREATE TABLE b (id int)", "DROP TABLE b"),
        migration("003_c", "CREATE TABLE c (id int)", "DROP TABLE c"),
    ])
);

fn notes(database: &TestDatabase) -> Host<Checked> {
    database.builder().register(Notes).check().unwrap()
}

/// Why a method of `diesel_migrations` failed.
#[track_caller]
fn kind<T>(done: DieselResult<T>) -> MigrateErrorKind {
    let Err(error) = done else {
        panic!("it did not fail");
    };
    let error = error.downcast::<MigrateError>().unwrap();
    assert_eq!(error.plugin, PluginId::literal("notes"));
    error.kind
}

#[test]
fn the_example_plugins_boot_through_a_harness_with_output() {
    let database = TestDatabase::create().unwrap();
    let builder = database.builder().register(catalog::Catalog);
    let builder = builder
        .register(auth::Auth)
        .register(healthcheck::Healthcheck);
    let host = builder.check().unwrap();
    let mut output = Vec::new();
    for plugin in host.plugins() {
        let mut harness = host.migration_harness_of(plugin).unwrap();
        let mut harness = HarnessWithOutput::new(&mut harness, &mut output);
        let source = host.migrations_of(plugin).unwrap();
        harness.run_pending_migrations(source.clone()).unwrap();
        assert!(!harness.has_pending_migration(source).unwrap());
    }
    let output = String::from_utf8(output).unwrap();
    let lines: Vec<&str> = output.lines().collect();
    assert_eq!(lines.len(), 10, "{output}");
    assert_eq!(lines[0], "Running migration 2026-01-12-090000_create_users");
    assert!(Admin::of(&database).has("plugin_catalog.products"));

    // The boot finds nothing to do.
    let host = host.migrate().unwrap();
    for report in &host.report().plugins {
        assert!(report.applied.is_empty(), "{report:?}");
        assert!(report.verified > 0, "{report:?}");
    }
    host.init().unwrap();
}

#[test]
fn every_method_of_diesel_migrations_works() {
    let database = TestDatabase::create().unwrap();
    let host = notes(&database);
    let source = || host.migrations::<Notes>().unwrap();
    let mut harness = host.migration_harness::<Notes>().unwrap();
    let mut admin = Admin::of(&database);

    let names = |pending: Vec<Box<dyn Migration<Pg>>>| -> Vec<String> {
        pending.iter().map(|it| it.name().to_string()).collect()
    };
    let pending = harness.pending_migrations(source()).unwrap();
    assert_eq!(names(pending), ["001_a", "002_b", "003_c"]);
    assert!(harness.applied_migrations().unwrap().is_empty());

    let first = harness.run_next_migration(source()).unwrap().to_string();
    assert_eq!(first, "001");
    assert!(admin.has("plugin_notes.a") && !admin.has("public.a"));
    assert_eq!(harness.run_pending_migrations(source()).unwrap().len(), 2);
    let applied = harness.applied_migrations().unwrap();
    let applied: Vec<String> = applied.iter().map(ToString::to_string).collect();
    assert_eq!(applied, ["003", "002", "001"]);
    assert!(!harness.has_pending_migration(source()).unwrap());

    let last = harness.revert_last_migration(source()).unwrap().to_string();
    assert_eq!(last, "003");
    assert!(!admin.has("plugin_notes.c"));
    assert_eq!(harness.revert_all_migrations(source()).unwrap().len(), 2);
    assert!(!admin.has("plugin_notes.a"));
    let rows = "SELECT count(*) FROM plugin_notes.__diesel_schema_migrations \
                FULL JOIN plugin_notes.__schema_iso_migrations USING (version)";
    assert_eq!(admin.text(rows), "0");

    // What the plugin embeds is a source for itself.
    let embedded = PluginMigrations::of(&Notes::METADATA);
    assert_eq!(harness.run_pending_migrations(embedded).unwrap().len(), 3);
    assert_eq!(harness.report().applied.len(), 6);
}

#[test]
fn the_lock_is_held_as_long_as_the_harness_is_there() {
    let database = TestDatabase::create().unwrap();
    let builder = database.builder().register(Notes);
    let host = builder
        .plugin_lock_timeout(Duration::from_millis(1))
        .check()
        .unwrap();
    let harness = host.migration_harness::<Notes>().unwrap();
    let error = host.migration_harness::<Notes>().unwrap_err();
    let MaintenanceError::Migrate { source, .. } = &error else {
        panic!("{error}");
    };
    assert!(
        matches!(
            &**source,
            MigrateErrorKind::Lock {
                source: LockError::TimedOut { .. }
            }
        ),
        "{}",
        chain(&error)
    );
    drop(harness);
    host.migration_harness::<Notes>().unwrap();
}

/// What a source of somebody else hands out.
struct Others(Vec<schema_iso_tests::EmbeddedMigration>);

impl MigrationSource<Pg> for Others {
    fn migrations(&self) -> DieselResult<Vec<Box<dyn Migration<Pg>>>> {
        let all = self.0.clone().leak();
        let metadata = Notes::METADATA.with_migrations(all);
        PluginMigrations::of(&metadata).migrations()
    }
}

#[test]
fn only_what_is_registered_runs_so_that_no_version_hides_another() {
    let database = TestDatabase::create().unwrap();
    let host = notes(&database);
    let mut harness = host.migration_harness::<Notes>().unwrap();
    let mut output = Vec::new();
    let harness = &mut HarnessWithOutput::new(&mut harness, &mut output);

    let unknown = Others(vec![migration("000_x", "CREATE TABLE x ()", "")]);
    let hidden = Others(vec![migration("001_x", "CREATE TABLE x ()", "")]);
    let changed = Others(vec![migration(
        "001_a",
        "CREATE TABLE a ()",
        "DROP TABLE a",
    )]);
    for other in [unknown, hidden, changed] {
        let error = kind(harness.run_pending_migrations(other));
        assert!(
            matches!(error, MigrateErrorKind::NotRegistered { .. }),
            "{error}"
        );
    }
    let mut admin = Admin::of(&database);
    assert!(!admin.has("plugin_notes.x") && !admin.has("plugin_notes.a"));
    // It is not the type of the source that counts.
    let same = Others(vec![migration(
        "001_a",
        "CREATE TABLE a (id int)",
        "DROP TABLE public.a",
    )]);
    harness.run_pending_migrations(same).unwrap();
    assert!(admin.has("plugin_notes.a"));
}

plugin!(
    Breaks,
    "notes",
    with_migrations(&[
        migration("001_a", "CREATE TABLE a (id int)", "DROP TABLE a"),
        migration("002_b", "SET LOCAL work_mem TO '7MB'; SELECT 1 / 0", ""),
    ])
);

#[test]
fn a_failure_leaves_the_harness_usable() {
    let database = TestDatabase::create().unwrap();
    let host = database.builder().register(Breaks).check().unwrap();
    let source = || host.migrations::<Breaks>().unwrap();
    let mut harness = host.migration_harness::<Breaks>().unwrap();
    let error = kind(harness.run_pending_migrations(source()));
    assert!(
        matches!(error, MigrateErrorKind::Migration { .. }),
        "{error}"
    );
    assert_eq!(harness.applied_migrations().unwrap().len(), 1);
    harness.revert_last_migration(source()).unwrap();
    assert!(!Admin::of(&database).has("plugin_notes.a"));
}

plugin!(
    Foreign,
    "notes",
    with_migrations(&[
        migration("001_a", "CREATE TABLE a (id int)", "DROP TABLE a"),
        migration("002_b", "TABLE plugin_auth.users", ""),
    ])
);

#[test]
fn what_is_pending_is_checked_before_the_first_one_runs() {
    let database = TestDatabase::create().unwrap();
    let host = database.builder().register(Foreign).check().unwrap();
    let mut harness = host.migration_harness::<Foreign>().unwrap();
    let source = host.migrations::<Foreign>().unwrap();
    let error = kind(harness.run_next_migration(source));
    assert!(matches!(error, MigrateErrorKind::Refused { .. }), "{error}");
    assert!(!Admin::of(&database).has("plugin_notes.a"));
}

#[test]
fn a_directory_is_the_source_that_it_was_registered_from() {
    let database = TestDatabase::create().unwrap();
    let root = concat!(env!("CARGO_MANIFEST_DIR"), "/fixtures/plain");
    let files = FileBasedMigrations::from_path(root).unwrap();
    let notes = PluginId::literal("notes");
    let builder = database.builder().register_source(notes, files.clone());
    let host = builder.check().unwrap();
    let mut harness = host.migration_harness_of(notes).unwrap();
    assert_eq!(
        harness.run_pending_migrations(files.clone()).unwrap().len(),
        2
    );
    assert!(Admin::of(&database).has("plugin_notes.notes"));
    assert_eq!(harness.revert_all_migrations(files).unwrap().len(), 2);
}
