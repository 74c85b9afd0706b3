//! ISO-09: a rename changes what PostgreSQL keeps as a text, too.

use std::fs;

use schema_iso_tests::host::{BootError, MigrateErrorKind, MigrationDirectory, RenameError};
use schema_iso_tests::{
    Admin, EmbeddedMigration, PluginId, TestDatabase, migration, only_failure, plugin,
};

const SHOP: PluginId = PluginId::literal("shop");

/// Texts that hold the name of the schema: settings and bodies of routines, defaults, views.
const TEXTS: EmbeddedMigration = migration(
    "001_a",
    "CREATE SEQUENCE numbers; \
     CREATE TABLE orders (id bigint PRIMARY KEY DEFAULT nextval('plugin_shop.numbers'::text), cents int NOT NULL); \
     CREATE FUNCTION total() RETURNS bigint LANGUAGE sql STABLE SECURITY DEFINER \
         SET search_path FROM CURRENT AS 'SELECT coalesce(sum(cents), 0) FROM orders'; \
     CREATE FUNCTION counted(OUT orders bigint) LANGUAGE plpgsql AS \
         $$BEGIN SELECT count(*) INTO orders FROM plugin_shop.orders; END$$; \
     CREATE FUNCTION check_order() RETURNS trigger LANGUAGE plpgsql SET search_path FROM CURRENT AS \
         'BEGIN PERFORM count(*) FROM orders; RETURN NEW; END'; \
     CREATE TRIGGER checked BEFORE INSERT ON orders FOR EACH ROW EXECUTE FUNCTION check_order(); \
     CREATE PROCEDURE pay(cents int) LANGUAGE sql AS \
         'INSERT INTO plugin_shop.orders (cents) VALUES (cents)'; \
     CREATE AGGREGATE plus(int) (sfunc = int4pl, stype = int, initcond = '0'); \
     CREATE VIEW next_number WITH (security_barrier = true) AS \
         SELECT nextval('plugin_shop.numbers'::text) AS number",
    "",
);

plugin!(Shop, "shop", with_migrations(&[TEXTS]));
plugin!(
    Store,
    "store",
    with_previous_ids(&[SHOP]),
    with_migrations(&[TEXTS])
);

#[test]
fn functions_defaults_and_views_work_after_the_rename() {
    let database = TestDatabase::create().unwrap();
    let mut admin = Admin::of(&database);
    database.host(|builder| builder.register(Shop)).unwrap();
    admin.run("INSERT INTO plugin_shop.orders (cents) VALUES (1)");
    let host = database.host(|builder| builder.register(Store)).unwrap();
    assert!(host.report().plugins[0].stale_settings.is_empty());
    admin.run("INSERT INTO plugin_store.orders (cents) VALUES (1)");
    admin.run("CALL plugin_store.pay(1)");
    assert_eq!(admin.text("SELECT plugin_store.total()"), "3");
    assert_eq!(admin.text("SELECT plugin_store.counted()"), "3");
    assert_eq!(
        admin.text("SELECT number FROM plugin_store.next_number"),
        "4"
    );
    assert_eq!(
        admin.text("SELECT reloptions FROM pg_class WHERE relname = 'next_number'"),
        "{security_barrier=true}"
    );
}

plugin!(
    Stuck,
    "shop",
    with_migrations(&[migration(
        "001_a",
        "CREATE TABLE orders (what text CHECK (what <> 'plugin_shop')); \
         CREATE TABLE plugin_shops (plugin_shop_id int, note text DEFAULT 'plugin_shop_x')",
        ""
    )])
);

#[test]
fn what_cannot_be_rewritten_is_named_and_nothing_is_renamed() {
    let database = TestDatabase::create().unwrap();
    database.host(|builder| builder.register(Stuck)).unwrap();
    let error = database.builder().register(Store).migrate().unwrap_err();
    let MigrateErrorKind::Rename { source } = only_failure(error).1 else {
        panic!();
    };
    let RenameError::NamedInText { schema, objects } = source else {
        panic!("{source}");
    };
    assert_eq!(schema, "plugin_shop");
    assert_eq!(
        objects,
        ["constraint orders_what_check of plugin_store.orders"]
    );
    let mut admin = Admin::of(&database);
    assert!(admin.has("plugin_shop.orders"));
    assert!(admin.holds("to_regnamespace('plugin_store') IS NULL"));
}

#[test]
fn settings_for_this_database_are_changed_and_those_for_all_are_reported() {
    let database = TestDatabase::create().unwrap();
    database.host(|builder| builder.register(Shop)).unwrap();
    let mut admin = Admin::of(&database);
    let name = database.name().to_owned();
    admin.run(&format!(
        "CREATE ROLE shop_reader; \
         ALTER ROLE shop_reader IN DATABASE {name} SET search_path TO \"$user\", plugin_shop; \
         ALTER ROLE shop_reader SET search_path TO plugin_shop"
    ));
    let host = database.host(|builder| builder.register(Store)).unwrap();
    let statement = "ALTER ROLE shop_reader SET search_path TO plugin_store";
    assert_eq!(host.report().plugins[0].stale_settings, [statement]);
    admin.run(statement);
    let settings = admin.texts(
        "SELECT setconfig FROM pg_db_role_setting JOIN pg_roles ON setrole = pg_roles.oid \
         WHERE rolname = 'shop_reader' ORDER BY setdatabase",
    );
    assert_eq!(
        settings,
        [
            "{search_path=plugin_store}",
            r#"{"search_path=\"$user\", plugin_store"}"#
        ]
    );
    admin.run("DROP OWNED BY shop_reader; DROP ROLE shop_reader");
}

fn boot(
    database: &TestDatabase,
    id: PluginId,
    previous: &[PluginId],
    up: &str,
) -> Result<(), BootError> {
    let root = std::env::temp_dir().join(format!("own-schema-{}", database.name()));
    let folder = root.join("001_a");
    fs::create_dir_all(&folder).unwrap();
    fs::write(folder.join("up.sql"), up).unwrap();
    fs::write(folder.join("down.sql"), "DROP TABLE goods;").unwrap();
    let directory = MigrationDirectory::read(id, &root).unwrap();
    fs::remove_dir_all(&root).unwrap();
    let directory = directory.with_previous_ids(previous.iter().copied());
    let builder = database.builder().register_directory(directory);
    builder.migrate().map(drop)
}

#[test]
fn a_migration_that_names_its_own_schema_does_not_keep_the_id() {
    let store = PluginId::literal("store");
    let with = "CREATE TABLE plugin_shop.goods (id int PRIMARY KEY);";
    let without = "CREATE TABLE goods (id int PRIMARY KEY);";
    for (before, after) in [(with, with), (with, without), (without, with)] {
        let database = TestDatabase::create().unwrap();
        boot(&database, SHOP, &[], before).unwrap();
        boot(&database, store, &[SHOP], after).unwrap();
        let mut admin = Admin::of(&database);
        assert!(admin.has("plugin_store.goods"));
        // In a new database the text makes the table in the schema of now.
        let database = TestDatabase::create().unwrap();
        boot(&database, store, &[SHOP], after).unwrap();
        let mut admin = Admin::of(&database);
        assert!(admin.has("plugin_store.goods"));
    }
}

#[test]
fn a_checksum_of_the_text_with_its_own_schema_is_still_right() {
    let database = TestDatabase::create().unwrap();
    let with = "CREATE TABLE plugin_shop.goods (id int PRIMARY KEY);";
    boot(&database, SHOP, &[], with).unwrap();
    Admin::of(&database).run(&format!(
        "UPDATE plugin_shop.__schema_iso_migrations SET checksum = encode(sha256('{with}'), 'hex')"
    ));
    boot(&database, SHOP, &[], with).unwrap();
    boot(&database, PluginId::literal("store"), &[SHOP], with).unwrap();
    // What the text with the schema was is no longer known.
    let without = with.replace("plugin_shop.", "");
    let store = PluginId::literal("store");
    assert!(boot(&database, store, &[SHOP], &without).is_err());
}
