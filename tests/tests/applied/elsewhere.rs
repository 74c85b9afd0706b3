//! Objects that land outside of the plugin's schema.

use schema_iso_tests::host::MigrateErrorKind;
use schema_iso_tests::{Admin, Plugin, TestDatabase, migration, only_failure, plugin};

use super::applied;

/// Boots without the check of the texts, which refuses some of them.
fn failure<P: Plugin>(database: &TestDatabase, plugin: P) -> MigrateErrorKind {
    let builder = database.builder().run_unchecked_migrations();
    only_failure(builder.register(plugin).migrate().unwrap_err()).1
}

macro_rules! makes {
    ($name:ident, $id:literal, $statement:literal) => {
        plugin!(
            $name,
            $id,
            with_migrations(&[migration(
                "001_a",
                concat!(
                    "CREATE TABLE goods (); DO $x$ DECLARE place text := 'pub' || 'lic'; BEGIN EXECUTE format('",
                    $statement,
                    "', place); EXCEPTION WHEN division_by_zero THEN NULL; END $x$"
                ),
                ""
            )])
        );
    };
}

makes!(Table, "a", "CREATE TABLE %I.stray (id int)");
makes!(View, "b", "CREATE VIEW %I.stray AS SELECT 1 AS one");
makes!(
    Function,
    "c",
    "CREATE FUNCTION %I.stray() RETURNS int LANGUAGE sql AS $$ SELECT 1 $$"
);
makes!(Type, "d", "CREATE TYPE %I.stray AS ENUM ()");
makes!(Schema, "e", "CREATE SCHEMA %s_stray");
makes!(Column, "f", "ALTER TABLE %I.there ADD note text");
makes!(Foreign, "g", "CREATE TABLE plugin_other.%I (id int)");

#[test]
fn what_lands_outside_of_the_schema_is_rolled_back_and_named() {
    let database = TestDatabase::create().unwrap();
    let mut admin = Admin::of(&database);
    admin.run("CREATE TABLE there (); CREATE SCHEMA plugin_other");
    for (error, schema, what) in [
        (failure(&database, Table), "plugin_a", "table public.stray"),
        (failure(&database, View), "plugin_b", "view public.stray"),
        (
            failure(&database, Function),
            "plugin_c",
            "function public.stray()",
        ),
        (failure(&database, Type), "plugin_d", "type public.stray"),
        (
            failure(&database, Schema),
            "plugin_e",
            "schema public_stray",
        ),
        (failure(&database, Column), "plugin_f", "table public.there"),
        (
            failure(&database, Foreign),
            "plugin_g",
            "table plugin_other.public",
        ),
    ] {
        let MigrateErrorKind::Elsewhere { objects, .. } = &error else {
            panic!("{error}");
        };
        assert!(objects.iter().any(|object| object == what), "{objects:?}");
        assert!(applied(&mut admin, schema).is_empty());
        assert!(!admin.has(&format!("{schema}.goods")));
    }
    assert!(admin.holds("to_regtype('public.stray') IS NULL"));
}

plugin!(
    Usual,
    "usual",
    with_migrations(&[migration(
        "001_a",
        "CREATE TEMP TABLE later (note text); CREATE TABLE goods (id serial, note text); \
         SAVEPOINT s; CREATE TYPE state AS ENUM ('new'); RELEASE s; \
         CREATE FUNCTION one() RETURNS int LANGUAGE sql AS 'SELECT 1'; \
         INSERT INTO goods (note) SELECT repeat('x', 9000) FROM generate_series(1, 9)",
        ""
    )])
);

#[test]
fn a_log_of_the_database_owner_and_other_transactions_are_not_the_migrations() {
    let database = TestDatabase::create().unwrap();
    let mut admin = Admin::of(&database);
    admin.run(
        "CREATE TABLE log (tag text); \
         CREATE FUNCTION note() RETURNS event_trigger LANGUAGE plpgsql AS \
           $$ BEGIN INSERT INTO public.log VALUES (tg_tag); END $$; \
         CREATE EVENT TRIGGER note ON ddl_command_end EXECUTE FUNCTION note()",
    );
    let mut other = Admin::of(&database);
    other.run("BEGIN; CREATE TABLE public.in_progress ()");
    database.host(|builder| builder.register(Usual)).unwrap();
    other.run("COMMIT");
    assert!(admin.holds("(SELECT count(*) > 3 FROM log)"));
    assert!(admin.has("plugin_usual.goods"));
}
