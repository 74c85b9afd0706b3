//! Diesel's own migrations beside ours: the layout, the versions and the tracker are the same,
//! so that a schema can come from `diesel_migrations` and go back to it.

use std::fs;
use std::path::{Path, PathBuf};

use diesel::connection::SimpleConnection;
use diesel::migration::{Migration, MigrationSource};
use diesel::pg::{Pg, PgConnection};
use diesel::prelude::Connection;
use diesel_migrations::{FileBasedMigrations, MigrationHarness};
use schema_iso::migration::{SetContext, check_directory};
use schema_iso_tests::host::{Host, Migrated, MigrationDirectory};
use schema_iso_tests::{Admin, PluginId, TestDatabase};

const AUTH: PluginId = PluginId::literal("auth");

fn workspace() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap()
}

/// The migrations of the example `auth`.
fn directory() -> PathBuf {
    workspace().join("examples/auth/migrations")
}

fn by_diesel() -> FileBasedMigrations {
    FileBasedMigrations::from_path(directory()).unwrap()
}

/// A connection as Diesel's tools would have it, with the schema's path.
fn connection(database: &TestDatabase) -> PgConnection {
    let mut connection = PgConnection::establish(&database.url()).unwrap();
    connection
        .batch_execute("SET search_path TO plugin_auth")
        .unwrap();
    connection
}

fn boot(database: &TestDatabase) -> Host<Migrated> {
    let directory = MigrationDirectory::read(AUTH, directory()).unwrap();
    let builder = Host::builder(database.url()).register_directory(directory);
    builder.migrate().unwrap()
}

/// The catalogue of the schema, without what only a host keeps there.
fn catalogue(database: &TestDatabase) -> Vec<String> {
    let mut all = Admin::of(database).catalogue("plugin_auth");
    all.retain(|line| !line.contains("__schema_iso"));
    all
}

#[test]
fn diesel_goes_on_where_a_host_has_stopped() {
    let database = TestDatabase::create().unwrap();
    let applied = boot(&database).report().plugins[0].applied.len();

    let mut diesel = connection(&database);
    assert_eq!(diesel.applied_migrations().unwrap().len(), applied);
    assert!(!diesel.has_pending_migration(by_diesel()).unwrap());

    let reverted = diesel.revert_last_migration(by_diesel()).unwrap();
    let again = boot(&database);
    let report = &again.report().plugins[0];
    assert_eq!(report.applied.len(), 1);
    assert_eq!(report.applied[0].version, reverted.to_string());
    assert_eq!(report.verified, applied - 1);
}

#[test]
fn a_host_goes_on_where_diesel_has_stopped() {
    let (theirs, ours) = (
        TestDatabase::create().unwrap(),
        TestDatabase::create().unwrap(),
    );
    Admin::of(&theirs).run("CREATE SCHEMA plugin_auth");
    let mut diesel = connection(&theirs);
    let first = diesel.run_next_migration(by_diesel()).unwrap().to_string();

    let taken_over = boot(&theirs);
    let from_nothing = boot(&ours);
    let report = &taken_over.report().plugins[0];
    let all = &from_nothing.report().plugins[0].applied;
    assert_eq!(all[0].version, first);
    assert_eq!(report.unverified, [all[0].name.as_str()]);
    let names = |applied: &[schema_iso_tests::host::AppliedMigration]| -> Vec<String> {
        applied.iter().map(|it| it.name.clone()).collect()
    };
    assert_eq!(names(&report.applied), names(&all[1..]));
    assert_eq!(catalogue(&theirs), catalogue(&ours));
    assert!(!diesel.has_pending_migration(by_diesel()).unwrap());
}

#[test]
fn a_directory_is_read_as_diesel_reads_it() {
    let root = workspace().join("schema-iso/tests/migration_corpus");
    let source = FileBasedMigrations::from_path(&root).unwrap();
    let mut theirs: Vec<Box<dyn Migration<Pg>>> = source.migrations().unwrap();
    theirs.sort_by(|one, other| one.name().version().cmp(&other.name().version()));
    let theirs: Vec<(String, String, bool)> = theirs
        .iter()
        .map(|it| {
            (
                it.name().version().to_string(),
                it.name().to_string(),
                it.metadata().run_in_transaction(),
            )
        })
        .collect();

    let entries = schema_iso_directory::read(&root, "corpus").unwrap();
    let checked = check_directory("corpus", &entries, &SetContext::new("plugin_notes"));
    let ours: Vec<(String, String, bool)> = checked
        .migrations
        .into_iter()
        .map(|it| it.migration)
        .map(|it| (it.version, it.name, it.run_in_transaction))
        .collect();
    assert!(theirs.iter().any(|(.., in_transaction)| !in_transaction));
    assert_eq!(ours, theirs);
}

/// A directory with one migration, which goes when it is dropped.
struct Directory(PathBuf);

impl Directory {
    fn new(name: &str) -> Self {
        let directory = format!("schema-iso-{name}-{}", std::process::id());
        let directory = Self(std::env::temp_dir().join(directory));
        directory.write("2025-01-01-000000_one/up.sql", b"CREATE TABLE a ();");
        directory.write("2025-01-01-000000_one/down.sql", b"DROP TABLE a;");
        directory
    }

    fn write(&self, file: &str, contents: &[u8]) {
        let path = self.0.join(file);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, contents).unwrap();
    }
}

impl Drop for Directory {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

#[test]
fn a_directory_with_a_dot_is_passed_over_as_diesel_passes_it_over() {
    let directory = Directory::new("dot");
    directory.write(".cache/blob", &[0xff, 0xfe]);
    FileBasedMigrations::from_path(&directory.0).unwrap();
    let read = MigrationDirectory::read(AUTH, &directory.0).unwrap();
    let builder = Host::builder("postgres://localhost:1/app").register_directory(read);
    builder.check().unwrap();
}

#[test]
fn what_diesel_cannot_read_is_an_error_here_with_plugin_and_file() {
    let directory = Directory::new("unreadable");
    std::os::unix::fs::symlink("nowhere", directory.0.join("2025-01-02-000000_two")).unwrap();
    assert!(FileBasedMigrations::from_path(&directory.0).is_err());
    let error = MigrationDirectory::read(AUTH, &directory.0).unwrap_err();
    assert_eq!(error.plugin(), AUTH);
    let place = format!("{}/2025-01-02-000000_two:1:1: ", directory.0.display());
    let text = error.to_string();
    assert!(
        text.starts_with("the migrations of the plugin `auth` are not accepted:\n"),
        "{text}"
    );
    assert!(text.contains(&place), "{text}");
}
