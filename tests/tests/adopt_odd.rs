//! Adoption of an odd schema: every kind of object that can stand in `public` either moves with what
//! it belongs to, or is reported, and then nothing moves.

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
fn texts_that_say_public_are_found_wherever_they_stand() {
    let (database, _) = database(
        "CREATE SEQUENCE numbers; CREATE TYPE stage AS ENUM ('public'); \
         CREATE TABLE log (id int); \
         CREATE FUNCTION record() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END'; \
         CREATE TABLE items (\
             id int DEFAULT nextval('public.numbers'::text), public bool, stage stage DEFAULT 'public', \
             CHECK (to_regclass('public.log') IS NOT NULL)); \
         CREATE INDEX ON items (id) WHERE stage = 'public'; \
         CREATE TRIGGER record AFTER INSERT ON items FOR EACH ROW \
             WHEN (NEW.id < length('\"public\".log')) EXECUTE FUNCTION record('public.log'); \
         ALTER TABLE items ENABLE ROW LEVEL SECURITY; \
         CREATE POLICY seen ON items USING (public AND to_regclass('public.log') IS NOT NULL); \
         CREATE RULE fill AS ON INSERT TO items DO ALSO SELECT to_regclass('public.log'); \
         CREATE VIEW seen AS SELECT public, to_regclass('public.log'::text) FROM items; \
         CREATE FUNCTION look() RETURNS void LANGUAGE plpgsql AS \
             $$ BEGIN PERFORM set_config('search_path', 'public', true); END $$; \
         CREATE FUNCTION grants() RETURNS void LANGUAGE plpgsql AS \
             $$ BEGIN RAISE NOTICE 'public'; END $$",
    );
    let found = findings(
        &database,
        shop([
            "numbers", "stage", "log", "record", "items", "seen", "look", "grants",
        ]),
    );
    let text = |object: &str| format!("{object} has a text that names `public`");
    assert_eq!(
        found,
        [
            "the body of plugin_shop.look() names `public`".to_owned(),
            text("constraint items_check of plugin_shop.items"),
            text("default of plugin_shop.items.id"),
            text("policy seen of plugin_shop.items"),
            text("rule fill of plugin_shop.items"),
            text("trigger record of plugin_shop.items"),
            text("view plugin_shop.seen"),
        ]
    );
}

#[test]
fn bodies_that_need_types_and_extensions_of_public_are_found() {
    let (database, mut admin) = database(
        "CREATE TYPE stage AS ENUM ('open'); CREATE TYPE kind AS ENUM ('big'); \
         CREATE TYPE \"Odd\" AS ENUM ('odd'); CREATE TABLE \"Log\" (what text); \
         CREATE TEXT SEARCH CONFIGURATION prose (COPY = simple); \
         CREATE FUNCTION helper() RETURNS int LANGUAGE sql AS 'SELECT 1'; \
         ALTER EXTENSION plpgsql ADD FUNCTION helper(); \
         CREATE TABLE items (stage text, kind text); \
         CREATE FUNCTION cast_it() RETURNS text LANGUAGE sql AS $$ SELECT ('open'::stage)::text $$; \
         CREATE FUNCTION declare_it() RETURNS text LANGUAGE plpgsql AS \
             $$ DECLARE found kind; BEGIN found := 'big'; RETURN found; END $$; \
         CREATE FUNCTION odd() RETURNS text LANGUAGE sql AS $$ SELECT 'odd'::\"Odd\"::text FROM \"Log\" $$; \
         CREATE FUNCTION search(text) RETURNS bool LANGUAGE plpgsql AS \
             $$ BEGIN RETURN to_tsvector('prose', $1) @@ 'a'; END $$; \
         CREATE FUNCTION help() RETURNS int LANGUAGE plpgsql AS $$ BEGIN RETURN helper(); END $$; \
         CREATE FUNCTION columns() RETURNS text LANGUAGE sql AS \
             'SELECT kind FROM items WHERE stage IS NOT NULL ORDER BY kind'",
    );
    let routines = [
        "items",
        "cast_it",
        "declare_it",
        "odd",
        "search",
        "help",
        "columns",
    ];
    let stays = |routine: &str, name: &str| {
        format!("the body of plugin_shop.{routine} names {name}, which stays in `public`")
    };
    assert_eq!(
        findings(&database, shop(routines)),
        [
            stays("cast_it()", "stage"),
            stays("declare_it()", "kind"),
            "the body of plugin_shop.help() names helper of the extension plpgsql, which is in `public` \
             (which cannot be moved)"
                .to_owned(),
            stays("odd()", "\"Log\""),
            stays("odd()", "\"Odd\""),
            stays("search(text)", "prose"),
        ]
    );
    let adoption = shop(routines).with_objects(SHOP, ["stage", "kind", "Odd", "Log", "prose"]);
    boot(&database, adoption.leaving_in_public(["plpgsql"])).unwrap();
    assert!(admin.has("plugin_shop.\"Log\""));
}

#[test]
fn what_the_hosts_role_may_not_move_is_named_with_every_statement() {
    let (database, mut admin) = database(EVERY_KIND);
    let name = database.name();
    admin.run(&format!(
        "CREATE TABLE __diesel_schema_migrations (version text PRIMARY KEY, run_on timestamp); \
         CREATE ROLE plain_{name} LOGIN; CREATE TABLE own (id int); ALTER TABLE own OWNER TO plain_{name}; \
         GRANT CREATE ON DATABASE \"{name}\" TO plain_{name}",
    ));
    let login = format!("plain_{name}");
    let boot = |adoption: Adoption| {
        let url = database.url();
        let builder = builder(&database).adopt_from_public(adoption);
        builder
            .migration_url(format!(
                "{url}{}user={login}",
                if url.contains('?') { "&" } else { "?" }
            ))
            .migrate()
    };
    let named = ["own", "stage", "prose", "sum_of", "<<<", "days", "span"];
    let error = boot(shop(named).with_applied_versions(SHOP)).unwrap_err();
    let MigrateErrorKind::Adopt {
        source: AdoptError::NotOwned { role, statements },
    } = only_failure(error).1
    else {
        panic!();
    };
    assert_eq!(role, login);
    let (sets, others): (Vec<_>, Vec<_>) =
        statements.iter().partition(|sql| sql.contains("OWNER TO"));
    assert_eq!(
        others,
        [&format!(
            "GRANT SELECT ON \"public\".\"__diesel_schema_migrations\" TO \"{login}\""
        )]
    );
    let whom = format!(" OWNER TO \"{login}\"");
    let sets: Vec<_> = sets
        .iter()
        .map(|sql| sql.trim_end_matches(&*whom))
        .collect();
    assert_eq!(
        sets,
        [
            "ALTER ROUTINE public.sum_of(public.pair)",
            "ALTER OPERATOR public.<<<(public.pair,public.pair)",
            "ALTER TABLE public.\"The Past\"",
            "ALTER TABLE public.days",
            "ALTER TEXT SEARCH CONFIGURATION public.prose",
            "ALTER TYPE public.span",
            "ALTER TYPE public.span_multirange",
            "ALTER TYPE public.stage",
        ]
    );
}

#[test]
fn a_plain_owner_moves_a_range_and_is_told_what_a_superuser_does() {
    let database = TestDatabase::create().unwrap();
    let mut admin = Admin::of(&database);
    let (name, login) = (database.name(), format!("plain_{}", database.name()));
    admin.run(&format!(
        "CREATE ROLE {login} LOGIN; GRANT CREATE ON DATABASE \"{name}\" TO {login}; \
         GRANT CREATE ON SCHEMA public TO {login}; SET ROLE {login}; \
         CREATE TYPE span AS RANGE (subtype = float8); \
         CREATE TABLE items (span span DEFAULT span(1, 2), spans span_multirange); \
         INSERT INTO items VALUES ('[1,2)', '{{[3,4)}}'); RESET ROLE",
    ));
    let boot = |adoption: Adoption| {
        let builder = builder(&database).adopt_from_public(adoption);
        let url = format!("{}&user={login}", database.url());
        builder.migration_url(url).migrate()
    };
    let error = boot(shop(["items", "span"])).unwrap_err();
    let MigrateErrorKind::Adopt {
        source: AdoptError::Entangled { findings },
    } = only_failure(error).1
    else {
        panic!();
    };
    assert_eq!(findings.len(), 6, "{findings:#?}");
    let statements: Vec<&str> = findings
        .iter()
        .filter_map(|it| it.split('`').nth(3))
        .collect();
    assert_eq!(statements.len(), 5, "{findings:#?}");
    assert!(admin.has("public.items"));
    let adoption = shop(["items", "span"]).leaving_in_public(["span", "span_multirange"]);
    boot(adoption).unwrap();
    assert!(admin.holds("(SELECT spans @> 3.5::float8 FROM plugin_shop.items)"));
    assert!(admin.holds("to_regtype('public.span_multirange') IS NULL"));
    // A superuser does the rest, and then nothing is left to be excused.
    let superusers = admin
        .texts("SELECT oid::regprocedure FROM pg_proc WHERE pronamespace = 'public'::regnamespace");
    for routine in superusers {
        admin.run(&format!("ALTER FUNCTION {routine} SET SCHEMA plugin_shop"));
    }
    boot(shop(["items", "span"])).unwrap();
    admin.run("SET search_path TO plugin_shop, pg_temp; INSERT INTO items DEFAULT VALUES");
}

#[test]
fn those_who_stay_outside_are_reported_with_what_they_need() {
    let (database, mut admin) = database(
        "CREATE TABLE items (id int PRIMARY KEY, name text); INSERT INTO items VALUES (1, 'a'); \
         CREATE TABLE lines (item int REFERENCES items); \
         CREATE VIEW names AS SELECT name FROM items; \
         CREATE FUNCTION count_items() RETURNS bigint LANGUAGE sql AS 'SELECT count(*) FROM items'; \
         CREATE FUNCTION note() RETURNS event_trigger LANGUAGE plpgsql AS 'BEGIN END'; \
         CREATE EVENT TRIGGER note ON ddl_command_end WHEN TAG IN ('CREATE TABLE') EXECUTE FUNCTION note(); \
         CREATE PUBLICATION feed FOR TABLE items",
    );
    let reader = format!("reader_{}", database.name());
    admin.run(&format!(
        "CREATE ROLE {reader}; GRANT SELECT ON items TO {reader}"
    ));
    let report = report(&boot(&database, shop(["items", "note"])).unwrap());
    assert_eq!(
        report.outside,
        [
            "event trigger note uses function plugin_shop.note()",
            "publication relation plugin_shop.items in publication feed uses table plugin_shop.items",
            "table constraint lines_item_fkey on public.lines uses table plugin_shop.items",
            "view public.names uses table plugin_shop.items",
            "the body of public.count_items() names items, which is in plugin_shop now",
        ]
    );
    let [grant] = &report.missing_grants[..] else {
        panic!("{:?}", report.missing_grants);
    };
    assert_eq!(
        *grant,
        format!("GRANT USAGE ON SCHEMA plugin_shop TO {reader}")
    );
    let read = format!("SET ROLE {reader}; SELECT * FROM plugin_shop.items; RESET ROLE");
    assert!(admin.try_run(&read).is_err());
    admin.run(&format!("RESET ROLE; {grant}; {read}"));
    assert_eq!(admin.text("SELECT name FROM names"), "a");
}

#[test]
fn a_view_in_the_place_of_a_table_is_left_alone() {
    let (database, mut admin) = database("CREATE TABLE items (id serial, name text DEFAULT 'new')");
    boot(&database, shop(["items"])).unwrap();
    admin.run("CREATE VIEW items AS SELECT * FROM plugin_shop.items; INSERT INTO items (id) VALUES (DEFAULT)");
    let again = boot(&database, shop(["items"])).unwrap();
    assert!(report(&again).adopted.is_empty());
    assert_eq!(admin.text("SELECT name FROM public.items"), "new");
    admin.run("DROP VIEW items; CREATE VIEW items AS SELECT 1 AS id");
    let error = refusal(&database, shop(["items"]));
    assert!(matches!(error, AdoptError::BothThere { .. }), "{error}");
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
