//! The plain case: plugins are checked, migrated and initialized, in this order.

use std::sync::OnceLock;

use schema_iso_tests::host::{BootError, Host, InitError, MigrateErrorKind, PluginContext};
use schema_iso_tests::{Admin, ManifestUnchecked, Plugin, PluginId, PluginMetadata, TestDatabase};
use schema_iso_tests::{chain, migration, only_failure, plugin};

plugin!(
    Auth,
    "auth",
    with_migrations(&[
        migration(
            "001_users",
            "CREATE TABLE users (id int PRIMARY KEY)",
            "DROP TABLE users"
        ),
        migration(
            "002_name",
            "ALTER TABLE users ADD name text",
            "ALTER TABLE users DROP name"
        ),
    ])
);

plugin!(
    Notes,
    "my-notes",
    with_depends_on(&[PluginId::literal("auth")]),
    with_migrations(&[migration(
        "001_users",
        "CREATE TABLE users (note text); INSERT INTO users VALUES ('mine')",
        "DROP TABLE users"
    )])
);

#[test]
fn every_plugin_has_its_tables_and_its_tracker_in_its_own_schema() {
    let database = TestDatabase::create().unwrap();
    let host = database
        .host(|builder| builder.register(Notes).register(Auth))
        .unwrap();

    let mut admin = Admin::of(&database);
    assert!(admin.has("plugin_auth.users"));
    assert!(admin.has("plugin_my_notes.users"));
    assert!(!admin.has("public.users"));
    assert_eq!(
        admin.texts("SELECT version FROM plugin_auth.__diesel_schema_migrations ORDER BY 1"),
        ["001", "002"].map(|version| version.to_owned()),
    );
    let order: Vec<String> = host.plugins().map(|id| id.to_string()).collect();
    assert_eq!(order, ["auth", "my-notes"]);
    let auth = host.report().plugin(PluginId::literal("auth")).unwrap();
    assert!(auth.created);
    assert_eq!(auth.applied.len(), 2);
    assert_eq!(auth.applied[1].name, "002_name");
}

#[test]
fn a_second_boot_applies_nothing() {
    let database = TestDatabase::create().unwrap();
    database
        .host(|builder| builder.register(Notes).register(Auth))
        .unwrap();
    let host = database
        .host(|builder| builder.register(Auth).register(Notes))
        .unwrap();
    for plugin in &host.report().plugins {
        assert!(plugin.applied.is_empty());
        assert!(!plugin.created);
    }
    assert_eq!(host.report().plugins[0].verified, 2);
}

#[test]
fn the_tracker_is_the_one_that_diesel_would_have_made() {
    const COLUMNS: &str = "SELECT concat_ws(' ', attname, format_type(atttypid, atttypmod), \
        attnotnull, pg_get_expr(adbin, adrelid)) FROM pg_attribute \
        LEFT JOIN pg_attrdef ON adrelid = attrelid AND adnum = attnum WHERE attnum > 0 \
        AND attrelid = '__diesel_schema_migrations'::regclass ORDER BY attnum";
    let database = TestDatabase::create().unwrap();
    database.host(|builder| builder.register(Auth)).unwrap();
    let mut admin = Admin::of(&database);
    admin.run(diesel::migration::CREATE_MIGRATIONS_TABLE);
    let theirs = admin.texts(COLUMNS);
    admin.run("SET search_path TO plugin_auth");
    assert_eq!(admin.texts(COLUMNS), theirs);
}

static EAGER_URL: OnceLock<String> = OnceLock::new();

struct Eager;

impl ManifestUnchecked for Eager {}

impl Plugin for Eager {
    const METADATA: PluginMetadata =
        PluginMetadata::new(PluginId::literal("eager"), "eager", "1.0.0");

    fn init(&self, context: &PluginContext<Self>) -> Result<(), InitError> {
        let _connection = context.connect()?;
        let url = EAGER_URL.get().expect("the test sets it before `init`");
        assert!(Admin::at(url).has("plugin_my_notes.users"));
        Err("the disk is on fire".into())
    }
}

#[test]
fn no_init_runs_before_all_migrations_are_done() {
    let database = TestDatabase::create().unwrap();
    let host = database
        .builder()
        .register(Eager)
        .register(Auth)
        .register(Notes);
    let migrated = host.migrate().unwrap();
    assert_eq!(migrated.report().plugins.len(), 3);
    EAGER_URL.set(database.url()).unwrap();
    let error = migrated.init().unwrap_err();
    assert_eq!(
        chain(&error),
        "could not initialize the plugin `eager`\n  the disk is on fire"
    );
}

#[test]
fn a_wrong_set_of_plugins_is_refused_before_the_database_is_touched() {
    let error = Host::builder("postgres://127.0.0.1:1/nowhere")
        .register(Notes)
        .migrate();
    let error = error.unwrap_err();
    assert!(matches!(error, BootError::Register { .. }), "{error}");
    assert!(chain(&error).contains("`auth` is not registered"));
    let error = Host::builder("postgres://127.0.0.1:1/nowhere")
        .register(Auth)
        .register(Auth);
    assert!(chain(&error.migrate().unwrap_err()).contains("registered twice"));
}

#[test]
fn an_unreachable_database_is_an_error_of_its_own() {
    let error = Host::builder("postgres://127.0.0.1:1/nowhere")
        .register(Auth)
        .migrate();
    let error = error.unwrap_err();
    assert!(matches!(error, BootError::Connect { .. }), "{error}");
    assert!(
        chain(&error).contains("Connection refused"),
        "{}",
        chain(&error)
    );
}

plugin!(
    Broken,
    "broken",
    with_migrations(&[
        migration("001_a", "CREATE TABLE a ()", "DROP TABLE a"),
        migration(
            "002_b",
            "CREATE TABLE b ();\n\nSELECT missing FROM b",
            "DROP TABLE b"
        ),
        migration("003_c", "CREATE TABLE c ()", "DROP TABLE c"),
    ])
);

#[test]
fn a_failure_names_plugin_migration_file_line_and_cause() {
    let database = TestDatabase::create().unwrap();
    let error = database.builder().register(Broken).migrate().unwrap_err();
    assert_eq!(
        chain(&error),
        "could not migrate the plugin `broken`\n  \
         the migration `002_b` failed at migrations/up.sql:3\n  \
         column \"missing\" does not exist (SQLSTATE 42703)",
    );
    let (_, kind) = only_failure(error);
    assert!(matches!(
        kind,
        MigrateErrorKind::Migration { line: Some(3), .. }
    ));
    let mut admin = Admin::of(&database);
    assert!(admin.has("plugin_broken.a"));
    assert!(!admin.has("plugin_broken.b"));
    assert!(!admin.has("plugin_broken.c"));
    assert_eq!(
        admin.text("SELECT count(*) FROM plugin_broken.__diesel_schema_migrations"),
        "1"
    );
}
