//! Adoption of an odd schema: every kind of object that can stand in `public` either moves with what
//! it belongs to, or is reported, and then nothing moves.

mod affected;
mod rights;
mod texts;

use std::fs;

use schema_iso_tests::host::{
    AdoptError, Adoption, BootError, Host, HostBuilder, MigrateErrorKind, Migrated,
    MigrationDirectory, PluginReport,
};
use schema_iso_tests::{Admin, PluginId, TestDatabase, only_failure};

const SHOP: PluginId = PluginId::literal("shop");
const BACK: PluginId = PluginId::literal("back");

/// A builder with the plugins `shop` and `back`, which have no migrations.
fn builder(database: &TestDatabase) -> HostBuilder {
    let root = std::env::temp_dir().join(format!("adopt-odd-{}", database.name()));
    fs::create_dir_all(&root).unwrap();
    let read = |id| MigrationDirectory::read(id, &root).unwrap();
    let (shop, back) = (read(SHOP), read(BACK));
    fs::remove_dir_all(&root).unwrap();
    let builder = database.builder().register_directory(shop);
    builder.register_directory(back)
}

fn boot(database: &TestDatabase, adoption: Adoption) -> Result<Host<Migrated>, BootError> {
    builder(database).adopt_from_public(adoption).migrate()
}

#[track_caller]
fn refusal(database: &TestDatabase, adoption: Adoption) -> AdoptError {
    match only_failure(boot(database, adoption).unwrap_err()).1 {
        MigrateErrorKind::Adopt { source } => source,
        other => panic!("{}", schema_iso_tests::chain(&other)),
    }
}

#[track_caller]
fn findings(database: &TestDatabase, adoption: Adoption) -> Vec<String> {
    match refusal(database, adoption) {
        AdoptError::Entangled { findings } => findings,
        other => panic!("{other}"),
    }
}

fn shop<const N: usize>(names: [&str; N]) -> Adoption {
    Adoption::new().with_objects(SHOP, names)
}

fn report(host: &Host<Migrated>) -> PluginReport {
    host.report().plugin(SHOP).unwrap().clone()
}

/// A database in which a superuser has run some statements.
fn database(sql: &str) -> (TestDatabase, Admin) {
    let database = TestDatabase::create().unwrap();
    let mut admin = Admin::of(&database);
    admin.run(sql);
    (database, admin)
}

const EVERY_KIND: &str = "\
    CREATE COLLATION alphabetical (provider = libc, locale = 'C'); \
    CREATE TEXT SEARCH DICTIONARY words (TEMPLATE = simple); \
    CREATE TEXT SEARCH CONFIGURATION prose (COPY = simple); \
    ALTER TEXT SEARCH CONFIGURATION prose ALTER MAPPING FOR asciiword WITH words; \
    CREATE TYPE stage AS ENUM ('open', 'shut'); \
    CREATE DOMAIN open_stage AS stage CHECK (VALUE = 'open'); \
    CREATE TYPE span AS RANGE (subtype = float8); \
    CREATE TYPE pair AS (low int, stage stage); \
    CREATE FUNCTION sum_of(pair) RETURNS int LANGUAGE sql IMMUTABLE AS 'SELECT $1.low'; \
    CREATE FUNCTION is_below(pair, pair) RETURNS bool LANGUAGE sql IMMUTABLE AS 'SELECT $1.low < $2.low'; \
    CREATE OPERATOR <<< (LEFTARG = pair, RIGHTARG = pair, FUNCTION = is_below); \
    CREATE FUNCTION compare(pair, pair) RETURNS int LANGUAGE sql IMMUTABLE AS 'SELECT $1.low - $2.low'; \
    CREATE OPERATOR CLASS pairs FOR TYPE pair USING btree AS OPERATOR 1 <<<, FUNCTION 1 compare(pair, pair); \
    CREATE CONVERSION latin FOR 'LATIN1' TO 'UTF8' FROM iso8859_1_to_utf8; \
    CREATE FUNCTION add_low(int, pair) RETURNS int LANGUAGE sql AS 'SELECT $1 + $2.low'; \
    CREATE AGGREGATE total (pair) (SFUNC = add_low, STYPE = int, INITCOND = '0'); \
    CREATE SEQUENCE \"Numbers.Of All\"; \
    CREATE TABLE \"Order Items\" (\
        \"Id\" bigint PRIMARY KEY DEFAULT nextval('\"Numbers.Of All\"'), \
        stage stage, open open_stage, span span, spans span_multirange, pair pair, pairs pair[], \
        title text COLLATE alphabetical, body text, a int, b int); \
    CREATE INDEX ON \"Order Items\" USING gin (to_tsvector('prose', body)); \
    CREATE TABLE sorted (pair pair); CREATE INDEX ON sorted (pair pairs); \
    CREATE INDEX ON \"Order Items\" (sum_of(pair)); \
    CREATE STATISTICS a_and_b ON a, b FROM \"Order Items\"; \
    CREATE TABLE \"a.b\" (id bigint DEFAULT nextval('\"Numbers.Of All\"'), kept bool); \
    CREATE RULE keep AS ON DELETE TO \"a.b\" DO INSTEAD UPDATE \"a.b\" SET kept = true WHERE id = OLD.id; \
    ALTER TABLE \"a.b\" ENABLE ROW LEVEL SECURITY; \
    CREATE POLICY kept ON \"a.b\" USING (NOT kept); \
    CREATE TABLE parent (id int); CREATE TABLE child (more int) INHERITS (parent); \
    CREATE TABLE days (at date) PARTITION BY RANGE (at); \
    CREATE TABLE \"The Past\" PARTITION OF days DEFAULT; \
    CREATE VIEW both_orders AS SELECT \"Id\", total(pair) OVER () FROM \"Order Items\" ORDER BY title; \
    INSERT INTO \"Order Items\" (stage, open, span, spans, pair, body) \
        VALUES ('shut', 'open', span(1, 2), span_multirange(span(3, 4)), (5, 'open'), 'some prose');";

const ALL: [&str; 24] = [
    "alphabetical",
    "words",
    "prose",
    "stage",
    "open_stage",
    "span",
    "pair",
    "sum_of",
    "is_below",
    "<<<",
    "compare",
    "pairs",
    "latin",
    "add_low",
    "total",
    "Numbers.Of All",
    "Order Items",
    "a.b",
    "parent",
    "child",
    "days",
    "both_orders",
    "a_and_b",
    "sorted",
];

/// All that stands in a schema, save for trackers and what PostgreSQL keeps for itself.
fn inhabitants(admin: &mut Admin, schema: &str) -> Vec<String> {
    admin.texts(&format!(
        "SELECT i.type || ' ' || replace(i.identity, '{schema}.', '') AS value \
         FROM pg_depend d, LATERAL pg_identify_object(classid, objid, 0) i \
         WHERE refclassid = 'pg_namespace'::regclass AND refobjid = '{schema}'::regnamespace \
           AND i.type <> 'default acl' AND i.identity !~ '__' ORDER BY value"
    ))
}

#[test]
fn every_kind_of_object_moves_with_what_belongs_to_it() {
    let (database, mut admin) = database(EVERY_KIND);
    let before = inhabitants(&mut admin, "public");
    let rows = "SELECT to_jsonb(t) FROM ONLY public.\"Order Items\" t";
    let data = admin.texts(rows);
    boot(&database, shop(ALL)).unwrap();
    assert_eq!(
        inhabitants(&mut admin, "public"),
        Vec::<String>::new(),
        "something was left behind"
    );
    assert_eq!(inhabitants(&mut admin, "plugin_shop"), before);
    assert_eq!(admin.texts(&rows.replace("public", "plugin_shop")), data);
    admin.run(
        "SET search_path TO plugin_shop, pg_temp; \
         INSERT INTO \"Order Items\" (span) VALUES (span(1, 2)); \
         DELETE FROM \"a.b\"; SELECT * FROM both_orders",
    );
    let again = boot(&database, shop(ALL)).unwrap();
    assert!(report(&again).adopted.is_empty());
}

#[test]
fn each_thing_that_is_left_out_is_reported() {
    let (database, mut admin) = database(EVERY_KIND);
    for (left_out, expected) in [
        ("alphabetical", "needs collation public.alphabetical"),
        ("words", "needs text search dictionary public.words"),
        ("prose", "needs text search configuration public.prose"),
        ("stage", "needs type public.stage"),
        ("open_stage", "needs type public.open_stage"),
        ("span", "needs type public.span"),
        ("pair", "needs type public.pair"),
        ("sum_of", "needs function public.sum_of(plugin_shop.pair)"),
        ("<<<", "needs operator public.<<<("),
        ("pairs", "needs operator class public.pairs USING btree"),
        (
            "compare",
            "of plugin_shop.pairs USING btree needs function public.compare(",
        ),
        ("add_low", "needs function public.add_low"),
        ("total", "needs aggregate public.total"),
        ("Numbers.Of All", "needs sequence public.\"Numbers.Of All\""),
        ("child", "holds rows of plugin_shop.parent"),
        ("Order Items", "needs table public.\"Order Items\""),
    ] {
        let named = ALL.into_iter().filter(|name| *name != left_out);
        let adoption = Adoption::new().with_objects(SHOP, named);
        let findings = findings(&database, adoption);
        let found = findings.iter().any(|finding| finding.contains(expected));
        assert!(found, "{left_out}: {findings:#?}");
    }
    assert!(admin.has("public.\"Order Items\""));
    assert!(inhabitants(&mut admin, "plugin_shop").is_empty());
}

#[test]
fn what_two_plugins_share_is_refused_and_named() {
    let (database, mut admin) = database(
        "CREATE SEQUENCE numbers; \
         CREATE FUNCTION next_code() RETURNS text LANGUAGE sql AS 'SELECT 1::text'; \
         CREATE FUNCTION keep_time() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END'; \
         CREATE TABLE items (id int DEFAULT nextval('numbers'), code text DEFAULT next_code()); \
         CREATE TABLE bins (id int DEFAULT nextval('numbers'), code text DEFAULT next_code()); \
         CREATE TRIGGER keep BEFORE UPDATE ON items FOR EACH ROW EXECUTE FUNCTION keep_time(); \
         CREATE TRIGGER keep BEFORE UPDATE ON bins FOR EACH ROW EXECUTE FUNCTION keep_time()",
    );
    let both = || shop(["items", "numbers", "next_code", "keep_time"]).with_objects(BACK, ["bins"]);
    assert_eq!(
        findings(&database, both()),
        [
            "default value for plugin_back.bins.code needs function plugin_shop.next_code(), which is of another plugin",
            "default value for plugin_back.bins.id needs sequence plugin_shop.numbers, which is of another plugin",
            "trigger keep on plugin_back.bins needs function plugin_shop.keep_time(), which is of another plugin",
        ]
    );
    let shared = ["numbers", "next_code", "keep_time"];
    let adoption = shop(["items"]).with_objects(BACK, ["bins"]);
    boot(&database, adoption.leaving_in_public(shared)).unwrap();
    admin.run(
        "INSERT INTO plugin_shop.items DEFAULT VALUES; INSERT INTO plugin_back.bins DEFAULT VALUES",
    );
}

#[test]
fn a_foreign_table_is_told_which_schema_it_reads() {
    let (database, mut admin) = database(
        "CREATE FOREIGN DATA WRAPPER postgres_fdw; CREATE SERVER far FOREIGN DATA WRAPPER postgres_fdw; \
         CREATE FOREIGN TABLE rates (id int) SERVER far",
    );
    let found = findings(&database, shop(["rates"]));
    let [finding] = &found[..] else {
        panic!("{found:?}");
    };
    let statement = finding.split('`').nth(1).unwrap();
    admin.run(statement);
    boot(&database, shop(["rates"])).unwrap();
    assert!(admin.has("plugin_shop.rates"));
}

#[test]
fn a_cast_and_what_is_in_a_third_schema_are_found() {
    let (database, mut admin) = database(
        "CREATE TYPE pair AS (low int); \
         CREATE FUNCTION low(pair) RETURNS int LANGUAGE sql AS 'SELECT $1.low'; \
         CREATE CAST (pair AS int) WITH FUNCTION low(pair); \
         CREATE SCHEMA archive; CREATE FUNCTION archive.one() RETURNS int LANGUAGE sql AS 'SELECT 1'; \
         CREATE TABLE items (at int DEFAULT archive.one()) PARTITION BY LIST (at); \
         CREATE TABLE archive.old PARTITION OF items DEFAULT",
    );
    assert_eq!(
        findings(&database, shop(["pair", "items"])),
        [
            "cast (plugin_shop.pair AS integer) needs function public.low(plugin_shop.pair), which stays in `public`",
            "default value for plugin_shop.items.at needs function archive.one(), which is no plugin's",
            "archive.old holds rows of plugin_shop.items, and is not in its schema",
        ]
    );
    let adoption = shop(["pair", "low", "items"]).leaving_in_public(["one", "old"]);
    boot(&database, adoption).unwrap();
    assert_eq!(admin.text("SELECT ROW(3)::plugin_shop.pair::int"), "3");
}
