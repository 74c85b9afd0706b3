//! Every kind of object that a migration can make, dumped and restored.

use schema_iso_tests::host::{Host, Isolation, Policy, Ready};
use schema_iso_tests::{
    Admin, EmbeddedMigration, TestDatabase, dump_and_restore, migration, plugin,
};

use super::pinned;

const OBJECTS: EmbeddedMigration = migration(
    "001_objects",
    "CREATE FUNCTION plain(x text) RETURNS text LANGUAGE sql IMMUTABLE AS 'SELECT lower(x)';
     CREATE FUNCTION in_check(x text) RETURNS text LANGUAGE sql IMMUTABLE AS 'SELECT plain(x)';
     CREATE FUNCTION in_domain(x text) RETURNS text LANGUAGE sql IMMUTABLE AS 'SELECT plain(x)';
     CREATE FUNCTION in_index(x text) RETURNS text LANGUAGE sql IMMUTABLE AS 'SELECT plain(x)';
     CREATE FUNCTION in_predicate(x text) RETURNS text LANGUAGE plpgsql IMMUTABLE AS 'BEGIN RETURN plain(x); END';
     CREATE FUNCTION in_exclusion(x text) RETURNS text LANGUAGE sql IMMUTABLE AS 'SELECT plain(x)';
     CREATE FUNCTION in_generated(x text) RETURNS text LANGUAGE sql IMMUTABLE AS 'SELECT plain(x)';
     CREATE FUNCTION in_partition(x text) RETURNS text LANGUAGE sql IMMUTABLE AS 'SELECT plain(x)';
     CREATE FUNCTION in_statistics(x text) RETURNS text LANGUAGE sql IMMUTABLE AS 'SELECT plain(x)';
     CREATE FUNCTION in_default(x text) RETURNS text LANGUAGE sql IMMUTABLE AS 'SELECT plain(x)';
     CREATE FUNCTION in_view(x text) RETURNS text LANGUAGE sql IMMUTABLE AS 'SELECT plain(x)';
     CREATE FUNCTION in_materialized(x text) RETURNS text LANGUAGE sql STABLE AS 'SELECT plain(x)';
     CREATE FUNCTION in_view_below(x text) RETURNS text LANGUAGE sql STABLE AS 'SELECT plain(x)';
     CREATE FUNCTION in_body(x text) RETURNS text LANGUAGE sql STABLE AS 'SELECT plain(x)';
     CREATE FUNCTION parsed(x text) RETURNS text LANGUAGE sql STABLE RETURN in_body(x);
     CREATE FUNCTION when_changed(x text) RETURNS boolean LANGUAGE sql AS 'SELECT plain(x) IS NOT NULL';
     CREATE TYPE mood AS ENUM ('sad', 'ok', 'happy');
     CREATE TYPE pair AS (a text, b int);
     CREATE TYPE span AS RANGE (subtype = int);
     CREATE DOMAIN slug AS text CHECK (in_domain(VALUE) <> '');
     CREATE SEQUENCE numbers START 7;
     CREATE TABLE goods (
         id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, name text NOT NULL CHECK (in_check(name) <> ''),
         slug slug, mood mood DEFAULT 'ok', pair pair, span span, number int DEFAULT nextval('numbers'),
         other text DEFAULT in_default('Other'),
         made text GENERATED ALWAYS AS (in_generated(name)) STORED,
         EXCLUDE (in_exclusion(name) WITH =)
     );
     CREATE INDEX goods_index ON goods (in_index(name));
     CREATE UNIQUE INDEX goods_predicate ON goods (id) WHERE in_predicate(name) <> '';
     CREATE STATISTICS goods_statistics ON (in_statistics(name)), slug FROM goods;
     COMMENT ON TABLE goods IS 'What there is';
     CREATE TABLE tags (
         good bigint NOT NULL REFERENCES goods ON DELETE CASCADE, tag text UNIQUE NOT NULL
     );
     CREATE TABLE logs (at text NOT NULL, line text) PARTITION BY LIST (in_partition(at));
     CREATE TABLE logs_a PARTITION OF logs FOR VALUES IN ('a');
     CREATE TABLE logs_other PARTITION OF logs DEFAULT;
     CREATE FUNCTION first_good() RETURNS SETOF goods LANGUAGE sql STABLE AS 'SELECT * FROM goods';
     CREATE FUNCTION many() RETURNS bigint LANGUAGE sql STABLE AS 'SELECT count(*) FROM goods';
     CREATE VIEW below AS SELECT id, in_view_below(name) AS name FROM goods;
     CREATE VIEW above AS SELECT id, in_view(name) AS name FROM below;
     CREATE VIEW alone AS SELECT in_default(name) FROM goods;
     CREATE MATERIALIZED VIEW summary AS
         SELECT id, in_materialized(name) AS name, parsed(name) AS parsed, many() AS many FROM above;
     CREATE UNIQUE INDEX summary_id ON summary (id);
     CREATE MATERIALIZED VIEW rows AS SELECT id FROM first_good();
     CREATE FUNCTION touch() RETURNS trigger LANGUAGE plpgsql AS
         'BEGIN NEW.tag = plain(NEW.tag); RETURN NEW; END';
     CREATE TRIGGER touch BEFORE INSERT ON tags FOR EACH ROW WHEN (when_changed(NEW.tag)) EXECUTE FUNCTION touch();
     CREATE PROCEDURE sweep() LANGUAGE sql AS 'DELETE FROM tags';
     INSERT INTO goods (name, slug) VALUES ('Tea', 'tea'), ('Salt', 'salt');
     INSERT INTO tags VALUES (1, 'Green'), (2, 'White');
     INSERT INTO logs VALUES ('A', 'one'), ('b', 'two');
     REFRESH MATERIALIZED VIEW summary; REFRESH MATERIALIZED VIEW rows",
    "SELECT 1",
);

const LATER: EmbeddedMigration =
    migration("002_later", "CREATE TABLE later ()", "DROP TABLE later");

plugin!(Shop, "shop", with_migrations(&[OBJECTS]));
plugin!(Later, "shop", with_migrations(&[OBJECTS, LATER]));

/// What can be asked of the restored database as of the one that was dumped.
fn contents(admin: &mut Admin) -> Vec<String> {
    let mut found = admin.catalogue("plugin_shop");
    for table in ["goods", "tags", "logs", "logs_a", "summary", "rows"] {
        let rows = format!("SELECT '{table} ' || t::text FROM plugin_shop.{table} t ORDER BY 1");
        found.extend(admin.texts(&rows));
    }
    found.extend(admin.texts(
        "SELECT concat_ws(' ', pg_get_indexdef(indexrelid), indisvalid, indisready, indislive) \
         FROM pg_index JOIN pg_class c ON c.oid = indexrelid \
         WHERE relnamespace = 'plugin_shop'::regnamespace ORDER BY 1",
    ));
    found.extend(admin.texts(
        "SELECT concat_ws(' ', matviewname, ispopulated) FROM pg_matviews \
         WHERE schemaname = 'plugin_shop' ORDER BY 1",
    ));
    found.extend(
        admin.texts(
            "SELECT pg_get_triggerdef(oid) FROM pg_trigger WHERE NOT tgisinternal ORDER BY 1",
        ),
    );
    found.extend(admin.texts("SELECT last_value FROM plugin_shop.numbers"));
    found.extend(admin.texts("SELECT obj_description('plugin_shop.goods'::regclass)"));
    found.extend(admin.texts("SELECT obj_description('plugin_shop'::regnamespace)"));
    found.extend(admin.texts(
        "SELECT (v, run_on)::text FROM plugin_shop.__diesel_schema_migrations v (version, run_on)",
    ));
    found
}

#[track_caller]
fn boot<P: schema_iso_tests::Plugin>(
    database: &TestDatabase,
    isolation: Isolation,
    plugin: P,
) -> Host<Ready> {
    let host = database.host(|builder| {
        builder
            .isolation(isolation)
            .program("dumps")
            .check_drift(Policy::Refuse)
            .register(plugin)
    });
    host.unwrap()
}

#[track_caller]
fn survives(isolation: Isolation, arguments: &[&str]) {
    let from = TestDatabase::create().unwrap();
    let to = TestDatabase::create().unwrap();
    boot(&from, isolation, Shop);
    let before = contents(&mut Admin::of(&from));
    dump_and_restore(&from, arguments, &to);

    let mut admin = Admin::of(&to);
    assert_eq!(contents(&mut admin), before);
    let host = boot(&to, isolation, Shop);
    let report = &host.report().plugins[0];
    assert_eq!((report.verified, report.applied.len()), (1, 0));
    assert_eq!(contents(&mut admin), before);
    admin.run("REFRESH MATERIALIZED VIEW CONCURRENTLY plugin_shop.summary");
    let host = boot(&to, isolation, Later);
    assert_eq!(host.report().plugins[0].applied.len(), 1);
}

#[test]
fn a_dump_of_one_plugin_restores_everything() {
    survives(Isolation::SearchPath, &["--schema=plugin_shop"]);
}

#[test]
fn a_dump_of_the_database_restores_everything() {
    survives(Isolation::SearchPath, &[]);
}

#[test]
fn a_dump_with_inserts_restores_everything() {
    survives(Isolation::SearchPath, &["--inserts", "--rows-per-insert=1"]);
}

/// A dump grants rights last. So until then the owner role, as which PostgreSQL builds its indexes,
/// may not look into the schema; the next boot sets owners and rights.
#[test]
fn a_dump_of_a_plugin_with_roles_restores_everything() {
    const BARE: [&str; 2] = ["--no-owner", "--no-privileges"];
    survives(Isolation::Roles, &BARE);
    survives(
        Isolation::Roles,
        &["--schema=plugin_shop", BARE[0], BARE[1]],
    );
}

#[test]
fn rows_alone_are_restored_under_triggers() {
    let from = TestDatabase::create().unwrap();
    let to = TestDatabase::create().unwrap();
    boot(&from, Isolation::SearchPath, Shop);
    boot(&to, Isolation::SearchPath, Shop);
    let mut admin = Admin::of(&to);
    admin.run(
        "TRUNCATE plugin_shop.goods, plugin_shop.tags, plugin_shop.logs, \
         plugin_shop.__diesel_schema_migrations, plugin_shop.__schema_iso_migrations",
    );
    let before = contents(&mut Admin::of(&from));
    dump_and_restore(&from, &["--data-only", "--schema=plugin_shop"], &to);
    assert_eq!(contents(&mut admin), before);
}

#[test]
fn only_functions_that_a_restore_calls_are_pinned() {
    let database = TestDatabase::create().unwrap();
    boot(&database, Isolation::SearchPath, Shop);
    let pinned = pinned(&mut Admin::of(&database), "plugin_shop");
    let expected = [
        "first_good",
        "in_body",
        "in_check",
        "in_domain",
        "in_exclusion",
        "in_generated",
        "in_index",
        "in_materialized",
        "in_partition",
        "in_predicate",
        "in_statistics",
        "in_view",
        "in_view_below",
        "many",
        "touch",
        "when_changed",
    ];
    assert_eq!(pinned, expected);
}
