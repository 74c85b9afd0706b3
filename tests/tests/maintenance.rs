//! Single plugins: status, revert, redo, uninstall, and migrations from disk.

use std::fs;
use std::path::Path;

use schema_iso_tests::host::{
    BootError, Host, MaintenanceError, MigrateErrorKind, MigrationDirectory, MigrationState,
    Uninstall,
};
use schema_iso_tests::{Admin, EmbeddedMigration, PluginId, TestDatabase};
use schema_iso_tests::{chain, migration, plugin};

plugin!(
    Notes,
    "notes",
    with_migrations(&[
        migration(
            "001_items",
            "CREATE TYPE state AS ENUM ('new'); \
             CREATE TABLE items (id serial PRIMARY KEY, state state NOT NULL DEFAULT 'new')",
            "DROP TABLE items; DROP TYPE state"
        ),
        migration(
            "002_title",
            "ALTER TABLE items ADD title varchar(20) NOT NULL DEFAULT 'untitled' CHECK (title <> ''); \
             CREATE INDEX items_by_title ON items (title)",
            "ALTER TABLE items DROP title"
        ),
        migration(
            "003_count",
            "CREATE FUNCTION count_items() RETURNS bigint LANGUAGE sql AS 'SELECT count(*) FROM items'",
            "DROP FUNCTION count_items()"
        ),
    ])
);
const A: EmbeddedMigration = migration("001_a", "CREATE TABLE a ()", "DROP TABLE a");
const B: EmbeddedMigration = migration("002_b", "CREATE TABLE b ()", "DROP TABLE b");
plugin!(Longer, "cut", with_migrations(&[A, B]));
plugin!(Shorter, "cut", with_migrations(&[A]));
plugin!(
    Dependent,
    "dependent",
    with_depends_on(&[PluginId::literal("notes")])
);
plugin!(
    OneWay,
    "one-way",
    with_migrations(&[
        migration("001_a", "CREATE TABLE a ()", "DROP TABLE a"),
        EmbeddedMigration::new("002", "002_b", "CREATE TABLE b ()", "up.sql"),
        migration("003_c", "CREATE TABLE c ()", "DROP TABLE c"),
    ])
);

#[test]
fn up_down_up_is_up() {
    let database = TestDatabase::create().unwrap();
    let mut admin = Admin::of(&database);
    let host = database.builder().register(Notes).check().unwrap();
    assert_eq!(
        host.pending::<Notes>().unwrap(),
        ["001_items", "002_title", "003_count"]
    );
    assert!(
        admin.holds("to_regnamespace('plugin_notes') IS NULL"),
        "asking changes nothing"
    );

    let host = host.migrate().unwrap();
    let up = admin.catalogue("plugin_notes");
    assert!(host.pending::<Notes>().unwrap().is_empty());
    let reverted = host.revert::<Notes>(usize::MAX).unwrap();
    assert_eq!(reverted, ["003_count", "002_title", "001_items"]);
    let down = admin.catalogue("plugin_notes");
    assert!(
        down.iter()
            .all(|line| !line.contains("items") && !line.contains("state"))
    );
    let states = host.status::<Notes>().unwrap();
    assert!(
        states
            .iter()
            .all(|status| status.state == MigrationState::Pending)
    );
    database.builder().register(Notes).migrate().unwrap();
    assert_eq!(admin.catalogue("plugin_notes"), up);

    assert_eq!(host.redo::<Notes>(2).unwrap(), ["003_count", "002_title"]);
    assert_eq!(admin.catalogue("plugin_notes"), up);
}

#[test]
fn a_migration_without_a_way_back_keeps_those_behind_it() {
    let database = TestDatabase::create().unwrap();
    let host = database.host(|builder| builder.register(OneWay)).unwrap();
    assert_eq!(host.revert::<OneWay>(1).unwrap(), ["003_c"]);
    let error = host.revert::<OneWay>(2).unwrap_err();
    let MaintenanceError::Migrate { source, .. } = error else {
        panic!("{error}")
    };
    assert!(
        matches!(*source, MigrateErrorKind::Irreversible { ref migration, .. } if migration == "002_b")
    );
    let mut admin = Admin::of(&database);
    assert!(admin.has("plugin_one_way.a"));
    assert!(admin.has("plugin_one_way.b"));
}

#[test]
fn only_a_program_that_has_a_migration_reverts_it() {
    let database = TestDatabase::create().unwrap();
    database.host(|builder| builder.register(Longer)).unwrap();
    let host = database.host(|builder| builder.register(Shorter)).unwrap();
    let error = host.revert::<Shorter>(1).unwrap_err();
    let MaintenanceError::Migrate { source, .. } = error else {
        panic!("{error}")
    };
    assert!(
        matches!(*source, MigrateErrorKind::NotEmbedded { ref version, .. } if version == "002"),
        "{source}"
    );
    assert!(Admin::of(&database).has("plugin_cut.b"));
}

#[test]
fn uninstalling_is_refused_while_needed_and_drops_only_when_told() {
    let database = TestDatabase::create().unwrap();
    let mut admin = Admin::of(&database);
    let host = database
        .host(|builder| builder.register(Notes).register(Dependent))
        .unwrap();
    for how in [Uninstall::KeepData, Uninstall::DropSchemaAndRole] {
        let error = host.uninstall::<Notes>(how).unwrap_err();
        assert!(chain(&error).contains("dependent"), "{error}");
    }
    host.uninstall::<Dependent>(Uninstall::DropSchemaAndRole)
        .unwrap();
    assert!(admin.holds("to_regnamespace('plugin_dependent') IS NULL"));

    let host = database.host(|builder| builder.register(Notes)).unwrap();
    host.uninstall::<Notes>(Uninstall::KeepData).unwrap();
    assert!(admin.has("plugin_notes.items"));
    host.uninstall::<Notes>(Uninstall::DropSchemaAndRole)
        .unwrap();
    assert!(admin.holds("to_regnamespace('plugin_notes') IS NULL"));
    let error = host
        .uninstall::<Dependent>(Uninstall::KeepData)
        .unwrap_err();
    assert!(
        matches!(error, MaintenanceError::NotRegistered { .. }),
        "{error}"
    );
}

fn write(root: &Path, name: &str, up: &str, down: &str) {
    let directory = root.join(name);
    fs::create_dir_all(&directory).unwrap();
    fs::write(directory.join("up.sql"), up).unwrap();
    fs::write(directory.join("down.sql"), down).unwrap();
}

#[test]
fn migrations_on_disk_are_checked_and_run_like_embedded_ones() {
    let database = TestDatabase::create().unwrap();
    let root = std::env::temp_dir().join(database.name());
    let id = PluginId::literal("on-disk");
    write(
        &root,
        "2025-01-01-000000_a",
        "CREATE TABLE public.a ()",
        "DROP TABLE a",
    );
    let read = || MigrationDirectory::read(id, &root).unwrap();
    let boot = || {
        Host::builder(database.url())
            .register_directory(read())
            .migrate()
    };
    let host = boot().unwrap();
    assert_eq!(
        host.report().plugins[0].applied[0].version,
        "20250101000000"
    );
    assert!(Admin::of(&database).has("plugin_on_disk.a"));

    write(
        &root,
        "2025-01-02-000000_b",
        "DROP TABLE plugin_auth.users",
        "DROP TABLE b",
    );
    let error = boot().unwrap_err();
    assert!(matches!(error, BootError::Directory { .. }), "{error}");
    assert!(chain(&error).contains("plugin_auth"), "{}", chain(&error));
    assert_eq!(host.revert_of(id, 1).unwrap(), ["2025-01-01-000000_a"]);
    fs::remove_dir_all(&root).unwrap();
    MigrationDirectory::read(id, &root).unwrap_err();
}

#[test]
fn migrations_on_disk_take_part_in_order_and_checks() {
    let database = TestDatabase::create().unwrap();
    let root = std::env::temp_dir().join(database.name());
    write(
        &root,
        "2025-01-01-000000_a",
        "CREATE TABLE a ()",
        "DROP TABLE a",
    );
    let notes = PluginId::literal("notes");
    let read = || MigrationDirectory::read(PluginId::literal("on-disk"), &root).unwrap();
    let boot = |directory| {
        let builder = Host::builder(database.url()).register_directory(directory);
        builder.register(Notes).check()
    };
    let host = boot(read().with_depends_on([notes])).unwrap();
    assert_eq!(host.plugins().next(), Some(notes));
    let error = boot(read().with_previous_ids([notes])).unwrap_err();
    assert!(matches!(error, BootError::Register { .. }), "{error}");
    fs::remove_dir_all(&root).unwrap();
}
