//! Texts that name `public`, or what stays there.

use super::{BACK, SHOP, boot, database, findings, shop};

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
fn a_body_that_names_what_goes_to_another_plugin_is_found() {
    let (database, _) = database(
        "CREATE TABLE items (id int); CREATE TABLE log (id int); CREATE TYPE stage AS ENUM ('open'); \
         CREATE FUNCTION helper() RETURNS int LANGUAGE sql AS 'SELECT 1'; \
         CREATE FUNCTION record() RETURNS trigger LANGUAGE plpgsql AS \
             $$ BEGIN INSERT INTO log VALUES (helper()); PERFORM 'open'::stage; RETURN NEW; END $$; \
         CREATE TRIGGER record AFTER INSERT ON items FOR EACH ROW EXECUTE FUNCTION record()",
    );
    let of_another = |name: &str| {
        format!("the body of plugin_shop.record() names {name}, which is of another plugin")
    };
    let adoption = || {
        let ours = shop(["items", "record"]);
        ours.with_objects(BACK, ["log", "helper", "stage"])
    };
    let found = findings(&database, adoption());
    assert_eq!(found, ["helper", "log", "stage"].map(of_another));
    let names = ["log", "helper", "stage"];
    boot(&database, adoption().leaving_in_public(names)).unwrap();
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
