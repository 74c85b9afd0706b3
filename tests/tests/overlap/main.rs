//! ISO-17: releases overlap. An older program beside a newer database refuses before it has
//! written anything, and nobody takes a schema that is somebody else's.

mod owners;

use std::env;
use std::path::PathBuf;
use std::process::Command;

use schema_iso_tests::host::{
    BootError, HostBuilder, Isolation, MigrateErrorKind, OwnerError, RenameError, Uninstall,
};
use schema_iso_tests::{
    Admin, EmbeddedMigration, PluginId, TestDatabase, chain, migration, only_failure, plugin,
};

const SHOP: PluginId = PluginId::literal("shop");
const STORE: PluginId = PluginId::literal("store");
const MARKET: PluginId = PluginId::literal("market");

const CREATE: EmbeddedMigration = migration(
    "001_a",
    "CREATE TABLE orders (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, what text)",
    "DROP TABLE orders",
);

plugin!(Shop, "shop", with_migrations(&[CREATE]));
plugin!(
    Store,
    "store",
    with_previous_ids(&[SHOP]),
    with_migrations(&[CREATE])
);
plugin!(
    Market,
    "market",
    with_previous_ids(&[STORE, SHOP]),
    with_migrations(&[CREATE])
);
// The release that takes the new name back.
plugin!(
    ShopAgain,
    "shop",
    with_previous_ids(&[STORE]),
    with_migrations(&[CREATE])
);
plugin!(StoreAlone, "store", with_migrations(&[CREATE]));
plugin!(Auth, "auth");

#[track_caller]
fn moved(result: Result<impl Sized, BootError>) -> (PluginId, Option<PluginId>) {
    let (_, kind) = only_failure(result.err().expect("the program starts"));
    let MigrateErrorKind::Rename { source } = kind else {
        panic!("{}", chain(&kind));
    };
    let RenameError::Moved {
        plugin, moved_to, ..
    } = source
    else {
        panic!("{source}");
    };
    (plugin, moved_to)
}

#[track_caller]
fn owner(result: Result<impl Sized, BootError>) -> OwnerError {
    let (_, kind) = only_failure(result.err().expect("the program starts"));
    match kind {
        MigrateErrorKind::Owner { source } => source,
        other => panic!("{}", chain(&other)),
    }
}

fn everything(admin: &mut Admin) -> Vec<String> {
    admin.texts(
        "SELECT relnamespace::regnamespace || '.' || relname FROM pg_class \
         WHERE relnamespace::regnamespace::text LIKE 'plugin%' \
         UNION ALL SELECT 'schema ' || nspname FROM pg_namespace \
         UNION ALL SELECT 'role ' || rolname FROM pg_roles WHERE rolname LIKE 'plugin%' ORDER BY 1",
    )
}

#[test]
fn a_release_before_a_rename_refuses_and_writes_nothing() {
    for isolation in [Isolation::Qualified, Isolation::SearchPath] {
        let database = TestDatabase::create().unwrap();
        let boot = |build: fn(HostBuilder) -> HostBuilder| {
            build(database.builder().isolation(isolation)).migrate()
        };
        boot(|builder| builder.register(Shop)).unwrap();
        let mut admin = Admin::of(&database);
        admin.run("INSERT INTO plugin_shop.orders (what) SELECT 'tea' FROM generate_series(1, 9)");
        boot(|builder| builder.register(Store)).unwrap();
        let before = everything(&mut admin);
        // Nor does any other plugin of that release begin.
        let older = boot(|builder| builder.register(Auth).register(Shop));
        assert_eq!(moved(older), (SHOP, Some(STORE)));
        // Nor does it remove the mark.
        let older = database.builder().register(Shop).check().unwrap();
        let drop = Uninstall::DropSchemaAndRole;
        older.uninstall::<Shop>(drop).unwrap_err();
        assert_eq!(everything(&mut admin), before);
        assert_eq!(admin.text("SELECT count(*) FROM plugin_store.orders"), "9");
        // And the newer release starts again.
        boot(|builder| builder.register(Store)).unwrap();
    }
}

/// What a release that knows of no marks sends before it writes, in its order. It looks for the
/// schema and for both trackers; whatever is missing it creates; then it reads what was applied.
#[test]
fn a_release_that_knows_of_no_marks_finds_nothing_to_create_and_fails_when_it_reads() {
    let database = TestDatabase::create().unwrap();
    database.host(|builder| builder.register(Store)).unwrap();
    let mut admin = Admin::of(&database);
    assert!(admin.holds("to_regnamespace('plugin_shop') IS NOT NULL"));
    // `coalesce(bool_or(relname = …), false)`, whatever kind of relation it is.
    for tracker in ["__diesel_schema_migrations", "__schema_iso_migrations"] {
        assert!(admin.holds(&format!(
            "(SELECT bool_or(relname = '{tracker}') FROM pg_class \
              WHERE relnamespace = 'plugin_shop'::regnamespace)"
        )));
        // Diesel's own tools do the same.
        admin.run(&format!(
            "CREATE TABLE IF NOT EXISTS plugin_shop.{tracker} (version varchar(50))"
        ));
    }
    for read in [
        "SELECT t.version::pg_catalog.text AS version, c.version IS NOT NULL AS recorded, \
                c.checksum::pg_catalog.text AS checksum \
         FROM \"plugin_shop\".\"__diesel_schema_migrations\" t \
         LEFT JOIN \"plugin_shop\".\"__schema_iso_migrations\" c ON c.version = t.version \
         ORDER BY t.version",
        "SELECT version FROM plugin_shop.__diesel_schema_migrations ORDER BY version DESC",
    ] {
        let error = admin.try_run(read).unwrap_err();
        assert!(
            error.contains("the plugin `shop` is `store` in this database"),
            "{error}"
        );
    }
}

#[test]
fn there_is_a_mark_under_every_previous_id_from_the_first_boot_on() {
    let database = TestDatabase::create().unwrap();
    database.host(|builder| builder.register(Market)).unwrap();
    let older = database.builder().register(StoreAlone).migrate();
    assert_eq!(moved(older), (STORE, Some(MARKET)));
    let older = database.builder().register(Shop).migrate();
    assert_eq!(moved(older), (SHOP, Some(MARKET)));
    // It knows one of the marks as its previous id, and is no nearer to the data.
    let older = database.builder().register(Store).migrate();
    assert_eq!(moved(older), (STORE, Some(MARKET)));
}

#[test]
fn a_mark_follows_the_next_rename() {
    let database = TestDatabase::create().unwrap();
    database.host(|builder| builder.register(Shop)).unwrap();
    database.host(|builder| builder.register(Store)).unwrap();
    let host = database.host(|builder| builder.register(Market)).unwrap();
    assert_eq!(host.report().plugins[0].renamed.unwrap().from, STORE);
    let older = database.builder().register(Shop).migrate();
    assert_eq!(moved(older), (SHOP, Some(MARKET)));
}

#[test]
fn a_rename_back_takes_the_place_of_the_mark() {
    let database = TestDatabase::create().unwrap();
    database.host(|builder| builder.register(Shop)).unwrap();
    database.host(|builder| builder.register(Store)).unwrap();
    let mut admin = Admin::of(&database);
    admin.run("INSERT INTO plugin_store.orders (what) VALUES ('tea')");
    let host = database
        .host(|builder| builder.register(ShopAgain))
        .unwrap();
    assert_eq!(host.report().plugins[0].renamed.unwrap().from, STORE);
    assert_eq!(admin.text("SELECT count(*) FROM plugin_shop.orders"), "1");
    let older = database.builder().register(StoreAlone).migrate();
    assert_eq!(moved(older), (STORE, Some(SHOP)));
}

#[test]
fn a_mark_is_made_in_a_database_that_was_renamed_without_one() {
    let database = TestDatabase::create().unwrap();
    database.host(|builder| builder.register(Store)).unwrap();
    let mut admin = Admin::of(&database);
    admin.run("DROP SCHEMA plugin_shop CASCADE; COMMENT ON SCHEMA plugin_store IS 'The store.'");
    database.host(|builder| builder.register(Store)).unwrap();
    let older = database.builder().register(Shop).migrate();
    assert_eq!(moved(older), (SHOP, Some(STORE)));
    // Nobody's comment is lost.
    let comment =
        admin.text("SELECT obj_description('plugin_store'::regnamespace, 'pg_namespace')");
    assert!(comment.ends_with("\nThe store."), "{comment}");
}

#[test]
fn what_somebody_put_beside_a_mark_is_not_dropped_along() {
    let database = TestDatabase::create().unwrap();
    database.host(|builder| builder.register(Store)).unwrap();
    let mut admin = Admin::of(&database);
    admin.run("CREATE TABLE plugin_shop.kept ()");
    let error = database
        .builder()
        .register(ShopAgain)
        .migrate()
        .unwrap_err();
    assert!(
        chain(&error).contains("cannot drop schema plugin_shop"),
        "{}",
        chain(&error)
    );
    assert!(admin.has("plugin_shop.kept"));
    assert!(admin.has("plugin_store.orders"));
}

/// Dumps a database and restores it into another one.
fn restored(database: &TestDatabase, options: &[&str]) -> TestDatabase {
    let copy = TestDatabase::create().unwrap();
    let pg_dump = env::var_os("PG_BIN_DIR").map_or_else(
        || PathBuf::from("pg_dump"),
        |programs| PathBuf::from(programs).join("pg_dump"),
    );
    let dump = Command::new(pg_dump)
        .args(options)
        .arg(database.url())
        .output()
        .unwrap();
    assert!(
        dump.status.success(),
        "{}",
        String::from_utf8_lossy(&dump.stderr)
    );
    // A line of psql's own that newer releases of `pg_dump` write.
    let sql = String::from_utf8(dump.stdout).unwrap();
    let lines = sql.lines().filter(|line| !line.starts_with('\\'));
    Admin::of(&copy).run(&lines.collect::<Vec<_>>().join("\n"));
    copy
}

#[test]
fn the_marks_and_the_notes_survive_dump_and_restore() {
    let database = TestDatabase::create().unwrap();
    database.host(|builder| builder.register(Shop)).unwrap();
    let program = |builder: HostBuilder| builder.program("webshop");
    database
        .host(|builder| program(builder).register(Store))
        .unwrap();
    let copy = restored(&database, &["--inserts"]);
    assert_eq!(
        moved(copy.builder().register(Shop).migrate()),
        (SHOP, Some(STORE))
    );
    let other = copy.builder().program("crm").register(Store).migrate();
    assert!(matches!(owner(other), OwnerError::Program { .. }));
    copy.host(|builder| program(builder).register(Store))
        .unwrap();

    // Without the comments a mark is still one, and the next boot writes them again.
    let copy = restored(&database, &["--inserts", "--no-comments"]);
    assert_eq!(moved(copy.builder().register(Shop).migrate()), (SHOP, None));
    copy.host(|builder| builder.register(Store)).unwrap();
    assert_eq!(
        moved(copy.builder().register(Shop).migrate()),
        (SHOP, Some(STORE))
    );
}

#[test]
fn with_roles_a_release_before_the_rename_refuses_too() {
    let database = TestDatabase::create().unwrap();
    let mut admin = Admin::of(&database);
    admin.run("REVOKE CREATE ON SCHEMA public FROM PUBLIC");
    let boot = |build: fn(HostBuilder) -> HostBuilder| {
        build(database.builder().isolation(Isolation::Roles)).migrate()
    };
    plugin!(OldDesk, "overlap-desk");
    plugin!(
        NewDesk,
        "overlap-counter",
        with_previous_ids(&[PluginId::literal("overlap-desk")])
    );
    boot(|builder| builder.register(OldDesk)).unwrap();
    let host = boot(|builder| builder.register(NewDesk)).unwrap();
    let before = everything(&mut admin);
    moved(boot(|builder| builder.register(OldDesk)));
    assert_eq!(everything(&mut admin), before);
    host.uninstall::<NewDesk>(Uninstall::DropSchemaAndRole)
        .unwrap();
    let left = everything(&mut admin);
    assert!(
        left.iter().all(|line| !line.contains("overlap")),
        "{left:?}"
    );
}
