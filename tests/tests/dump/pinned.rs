//! Functions that the runner pins, over the life of a plugin.

use schema_iso_tests::host::{Isolation, Policy};
use schema_iso_tests::{
    Admin, EmbeddedMigration, PluginId, TestDatabase, dump_and_restore, migration, plugin,
};

use super::pinned;

const GOODS: EmbeddedMigration = migration(
    "001_goods",
    "CREATE TABLE goods (id int PRIMARY KEY, name text NOT NULL);
     CREATE FUNCTION plain(x text) RETURNS text LANGUAGE sql IMMUTABLE AS 'SELECT lower(x)';
     CREATE FUNCTION slug(x text) RETURNS text LANGUAGE sql IMMUTABLE AS 'SELECT plain(x)';
     ALTER TABLE goods ADD CHECK (slug(name) <> '');
     INSERT INTO goods VALUES (1, 'Tea'), (2, 'Salt')",
    "DROP TABLE goods; DROP FUNCTION slug; DROP FUNCTION plain",
);
const REPLACED: EmbeddedMigration = migration(
    "002_replaced",
    "CREATE OR REPLACE FUNCTION slug(x text) RETURNS text LANGUAGE sql IMMUTABLE AS 'SELECT plain(x) || ''-'''",
    "SELECT 1",
);
const CONCURRENTLY: EmbeddedMigration = migration(
    "003_concurrently",
    "CREATE INDEX CONCURRENTLY goods_plain ON goods (plain(name))",
    "DROP INDEX goods_plain",
)
.with_run_in_transaction(false);
const OWN_PATH: EmbeddedMigration = migration(
    "001_own",
    "CREATE TABLE goods (name text);
     CREATE FUNCTION slug(x text) RETURNS text LANGUAGE sql IMMUTABLE SET search_path = pg_catalog AS 'SELECT lower(x)';
     ALTER TABLE goods ADD CHECK (slug(name) <> '')",
    "DROP TABLE goods; DROP FUNCTION slug",
);

plugin!(Shop, "shop", with_migrations(&[GOODS]));
plugin!(Newer, "shop", with_migrations(&[GOODS, REPLACED]));
plugin!(
    Newest,
    "shop",
    with_migrations(&[GOODS, REPLACED, CONCURRENTLY])
);
plugin!(
    Store,
    "store",
    with_previous_ids(&[PluginId::literal("shop")]),
    with_migrations(&[GOODS])
);
plugin!(Own, "own", with_migrations(&[OWN_PATH]));

#[test]
fn a_function_that_is_replaced_is_pinned_again() {
    let database = TestDatabase::create().unwrap();
    let mut admin = Admin::of(&database);
    database.host(|builder| builder.register(Shop)).unwrap();
    assert_eq!(pinned(&mut admin, "plugin_shop"), ["slug"]);
    database.host(|builder| builder.register(Newer)).unwrap();
    assert_eq!(pinned(&mut admin, "plugin_shop"), ["slug"]);
    let to = TestDatabase::create().unwrap();
    dump_and_restore(&database, &["--schema=plugin_shop"], &to);
    assert_eq!(
        Admin::of(&to).text("SELECT count(*) FROM plugin_shop.goods"),
        "2"
    );
}

#[test]
fn a_migration_outside_of_a_transaction_pins_too() {
    let database = TestDatabase::create().unwrap();
    database.host(|builder| builder.register(Newest)).unwrap();
    assert_eq!(
        pinned(&mut Admin::of(&database), "plugin_shop"),
        ["plain", "slug"]
    );
}

/// Those of a release that did not pin.
#[test]
fn functions_of_earlier_migrations_are_pinned_by_the_next_one() {
    let database = TestDatabase::create().unwrap();
    let mut admin = Admin::of(&database);
    database.host(|builder| builder.register(Shop)).unwrap();
    admin.run("ALTER FUNCTION plugin_shop.slug RESET search_path");
    database.host(|builder| builder.register(Shop)).unwrap();
    assert_eq!(pinned(&mut admin, "plugin_shop"), [""; 0]);
    database.host(|builder| builder.register(Newer)).unwrap();
    assert_eq!(pinned(&mut admin, "plugin_shop"), ["slug"]);
}

#[test]
fn pinned_paths_follow_a_rename() {
    let database = TestDatabase::create().unwrap();
    let mut admin = Admin::of(&database);
    database.host(|builder| builder.register(Shop)).unwrap();
    database.host(|builder| builder.register(Store)).unwrap();
    let path = "SELECT proconfig[1] FROM pg_proc WHERE proname = 'slug'";
    assert_eq!(admin.text(path), "search_path=plugin_store, pg_temp");
    let to = TestDatabase::create().unwrap();
    dump_and_restore(&database, &[], &to);
    assert_eq!(
        Admin::of(&to).text("SELECT count(*) FROM plugin_store.goods"),
        "2"
    );
    let host = to.host(|builder| builder.check_drift(Policy::Refuse).register(Store));
    assert_eq!(host.unwrap().report().plugins[0].verified, 1);
}

#[test]
fn a_path_of_ones_own_is_left_alone() {
    let database = TestDatabase::create().unwrap();
    let host = database.host(|builder| builder.isolation(Isolation::Roles).register(Own));
    host.unwrap();
    let path = "SELECT proconfig[1] FROM pg_proc WHERE proname = 'slug'";
    assert_eq!(Admin::of(&database).text(path), "search_path=pg_catalog");
}
