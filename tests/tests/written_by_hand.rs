//! ISO-06 holds for plugins that are written by hand, too: what is about to run is checked
//! before anything runs, by the code that checks it while compiling.

use schema_iso_tests::host::{BootError, Host, MaintenanceError, MigrateErrorKind};
use schema_iso_tests::{Admin, EmbeddedMigration, TestDatabase, chain, migration, plugin};

plugin!(
    Good,
    "good",
    with_migrations(&[migration(
        "001_a",
        "CREATE TABLE a (id int)",
        "DROP TABLE a"
    )])
);
plugin!(
    NamesAnother,
    "names-another",
    with_migrations(&[
        migration("001_a", "CREATE TABLE a (id int)", "DROP TABLE a"),
        migration("002_b", "SELECT 1;\nTABLE plugin_good.a", ""),
        migration("003_c", "SET search_path TO public", ""),
    ])
);

#[test]
fn nothing_runs_if_one_text_is_refused() {
    let database = TestDatabase::create().unwrap();
    let builder = database.builder().register(Good).register(NamesAnother);
    let error = builder.migrate().unwrap_err();
    let text = chain(&error);
    for part in [
        "could not migrate the plugin `names-another`",
        "migrations/up.sql:2:7: `plugin_good` is not the plugin's schema",
        "a migration must not change `search_path`",
        "https://docs.rs/schema-iso/latest/schema_iso/rules/iso_06/index.html",
    ] {
        assert!(text.contains(part), "{part}: {text}");
    }
    let mut admin = Admin::of(&database);
    assert!(!admin.has("plugin_good.a"));
    let schemas = admin.text("SELECT count(*) FROM pg_namespace WHERE nspname LIKE 'plugin%'");
    assert_eq!(schemas, "0");
}

plugin!(
    Concurrent,
    "concurrent",
    with_migrations(&[
        migration("001_a", "CREATE TABLE a (id int)", "DROP TABLE a"),
        migration(
            "002_b",
            "CREATE INDEX CONCURRENTLY b ON a (id)",
            "DROP INDEX b"
        ),
    ])
);

#[test]
fn the_check_knows_how_a_migration_runs() {
    let database = TestDatabase::create().unwrap();
    let error = database.builder().register(Concurrent).migrate();
    let text = chain(&error.unwrap_err());
    assert!(text.contains("cannot run in a transaction"), "{text}");
}

plugin!(
    Old,
    "old",
    with_migrations(&[
        migration(
            "001_a",
            "CREATE TABLE public.a (id int, note text DEFAULT 'public.a')",
            "DROP TABLE public.a"
        ),
        migration(
            "002_b",
            "CREATE TABLE b (id uuid DEFAULT extensions.random())",
            "DROP TABLE b"
        ),
    ])
);

#[test]
fn public_is_removed_and_shared_schemas_are_known() {
    let database = TestDatabase::create().unwrap();
    let mut admin = Admin::of(&database);
    admin.run(
        "CREATE SCHEMA extensions; CREATE FUNCTION extensions.random() RETURNS uuid \
         LANGUAGE sql AS 'SELECT gen_random_uuid()'",
    );
    let text = chain(&database.builder().register(Old).migrate().unwrap_err());
    assert!(text.contains("`extensions` is not the plugin's"), "{text}");

    let boot = || database.host(|builder| builder.shared_schema("extensions").register(Old));
    let host = boot().unwrap();
    assert_eq!(host.report().plugins[0].applied.len(), 2);
    assert!(admin.has("plugin_old.a") && !admin.has("public.a"));
    admin.run("INSERT INTO plugin_old.a (id) VALUES (1)");
    assert_eq!(admin.text("SELECT note FROM plugin_old.a"), "public.a");
    // The next boot finds what it has applied.
    let host = boot().unwrap();
    assert_eq!(host.report().plugins[0].verified, 2);
    assert_eq!(host.redo::<Old>(2).unwrap().len(), 2);
    assert!(admin.has("plugin_old.a") && !admin.has("public.a"));
}

const STRAY: EmbeddedMigration = migration(
    "001_stray",
    "CREATE TABLE a (); SET search_path TO public",
    "SET search_path TO public; DROP TABLE plugin_stray.a",
);
plugin!(Stray, "stray", with_migrations(&[STRAY]));
mod later {
    use super::{STRAY, migration};

    schema_iso_tests::plugin!(
        Stray,
        "stray",
        with_migrations(&[
            STRAY,
            migration("002_b", "CREATE TABLE b ()", "DROP TABLE b")
        ])
    );

    pub(super) fn boot(database: &super::TestDatabase) -> super::Host {
        database.host(|builder| builder.register(Stray)).unwrap()
    }

    pub(super) fn revert(
        host: &super::Host,
        steps: usize,
    ) -> Result<Vec<String>, super::MaintenanceError> {
        host.revert::<Stray>(steps)
    }

    pub(super) fn redo(host: &super::Host) -> Result<Vec<String>, super::MaintenanceError> {
        host.redo::<Stray>(2)
    }
}

#[test]
fn only_what_is_about_to_run_is_read() {
    let database = TestDatabase::create().unwrap();
    let builder = database.builder().run_unchecked_migrations();
    builder.register(Stray).migrate().unwrap();
    // Applied is applied, whatever it says; the new one runs.
    let host = later::boot(&database);
    assert_eq!(host.report().plugins[0].applied.len(), 1);
    assert_eq!(host.report().plugins[0].verified, 1);

    // The way back is checked when it is taken, and then all of it before any of it.
    for refused in [later::revert(&host, 2), later::redo(&host)] {
        let Err(MaintenanceError::Migrate { source, .. }) = refused else {
            panic!("{refused:?}");
        };
        assert!(
            matches!(*source, MigrateErrorKind::Refused { .. }),
            "{source}"
        );
    }
    assert!(Admin::of(&database).has("plugin_stray.b"));
    assert_eq!(later::revert(&host, 1).unwrap(), ["002_b"]);
}

plugin!(
    Twice,
    "twice",
    with_migrations(&[
        migration("001_a", "CREATE TABLE a ()", ""),
        migration("001_b", "CREATE TABLE b ()", ""),
    ])
);

#[test]
fn a_version_is_one_migration() {
    // Nothing listens there, and nothing needs to.
    let builder = Host::builder("postgres://localhost:1/app").register(Twice);
    let error = builder.migrate().unwrap_err();
    assert!(matches!(error, BootError::Source { .. }), "{error:?}");
    assert_eq!(
        chain(&error),
        "the migrations of the plugin `twice` cannot be used\n  \
         the migrations `001_a` and `001_b` have the same version: 001"
    );
}
