//! Bodies of functions, and what they run.

use super::{accepted, refused, warned};

#[test]
fn bodies_are_read() {
    let wrap = |body: &str| {
        [
            format!("DO $$ {body} $$"),
            format!("DO LANGUAGE plpgsql $x$ {body} $x$"),
            format!("CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS $body$ {body} $body$"),
            format!(
                "CREATE FUNCTION f() RETURNS trigger AS '{}' LANGUAGE 'plpgsql'",
                body.replace('\'', "''")
            ),
            format!(
                "CREATE PROCEDURE f() LANGUAGE PLPGSQL AS E'{}'",
                body.replace('\'', "\\'")
            ),
        ]
    };
    for body in [
        "BEGIN INSERT INTO other.t VALUES (1); END",
        "BEGIN SELECT a INTO v FROM other.t; END",
        "BEGIN SELECT count(*) FROM other.t INTO STRICT v; END",
        "DECLARE v other.t%ROWTYPE; BEGIN NULL; END",
        "DECLARE v other.t.c%TYPE; BEGIN NULL; END",
        "BEGIN PERFORM other.f('x'); END",
        "BEGIN IF EXISTS (SELECT 1 FROM other.t WHERE a = 'x') THEN NULL; END IF; END",
        "DECLARE r record; BEGIN FOR r IN SELECT * FROM other.t LOOP NULL; END LOOP; END",
        "BEGIN RETURN QUERY SELECT * FROM other.t; END",
        "BEGIN EXECUTE 'INSERT INTO other.t VALUES (1)'; END",
        "BEGIN NULL; EXCEPTION WHEN others THEN INSERT INTO other.t VALUES (1); END",
        "BEGIN FROBNICATE; INSERT INTO other.t VALUES (1); END",
        "BEGIN FROBNICATE FROM other.t; END",
        "BEGIN FROBNICATE plugin_auth.users; END",
        "BEGIN a := (SELECT other.t.c FROM t); END",
    ] {
        for sql in wrap(body) {
            refused("foreign-schema", &[&sql]);
        }
    }
    warned(
        "unread-body",
        &[
            "DO $$ BEGIN FROBNICATE; INSERT INTO public.t VALUES (NEW.a); UPDATE t SET a = r.b; END $$",
        ],
    );
    for body in [
        "BEGIN NEW.updated_at := now(); RETURN NEW; END",
        "BEGIN IF NEW.a IS DISTINCT FROM OLD.a THEN UPDATE t SET a = NEW.a WHERE id = OLD.id; END IF; RETURN NULL; END",
        "DECLARE r record; BEGIN SELECT * INTO r FROM t; IF r.a.b > 1 THEN RAISE NOTICE '%', r.a; END IF; END",
        "<<scope>> DECLARE v int; BEGIN scope.v := 1; SELECT a INTO scope.v FROM t; END",
        "BEGIN CREATE TYPE status AS ENUM ('a'); EXCEPTION WHEN duplicate_object THEN NULL; END",
        "BEGIN EXECUTE 'ALTER TABLE t ADD a int'; END",
    ] {
        for sql in wrap(body) {
            accepted(&[&sql]);
        }
    }
    refused(
        "syntax",
        &["CREATE FUNCTION f() RETURNS int LANGUAGE sql AS 'SELEC 1'"],
    );
    accepted(&[
        "CREATE FUNCTION f(p t) RETURNS int LANGUAGE sql AS $$ SELECT f.p.a $$",
        "CREATE FUNCTION f() RETURNS int LANGUAGE sql AS ''",
    ]);
}

#[test]
fn other_languages_are_not_confined() {
    refused(
        "body-language",
        &[
            "CREATE FUNCTION f() RETURNS int LANGUAGE c AS 'lib', 'sym'",
            "CREATE FUNCTION f() RETURNS int LANGUAGE internal AS 'int4in'",
            "CREATE FUNCTION f() RETURNS int LANGUAGE plpython3u AS 'return 1'",
            "CREATE FUNCTION f() RETURNS int LANGUAGE 'C' AS 'lib'",
            "DO LANGUAGE plperlu 'x'",
        ],
    );
    warned(
        "body-language",
        &["CREATE FUNCTION f() RETURNS int LANGUAGE plperl AS 'return 1'"],
    );
}

#[test]
fn dynamic_sql_is_pointed_at() {
    warned(
        "dynamic-sql",
        &[
            "DO $$ BEGIN EXECUTE 'DROP TABLE ' || x; END $$",
            "DO $$ BEGIN EXECUTE format('DROP TABLE %I', x); END $$",
            "DO $$ DECLARE r record; BEGIN FOR r IN EXECUTE q LOOP NULL; END LOOP; END $$",
            "CREATE FUNCTION f() RETURNS SETOF t LANGUAGE plpgsql AS $$ BEGIN RETURN QUERY EXECUTE q USING 1; END $$",
        ],
    );
    warned(
        "schema-in-text",
        &["DO $$ BEGIN EXECUTE x || ' plugin_auth.users'; END $$"],
    );
}

#[test]
fn a_plain_text_that_is_run_is_read_wherever_it_is_run() {
    let plain = "SELECT 1 FROM other.t";
    for wrapped in [
        format!("DO $$ BEGIN EXECUTE ('{plain}'); END $$"),
        format!("DO $$ BEGIN EXECUTE '{plain}'::text; END $$"),
        format!("DO $$ BEGIN EXECUTE '{plain}' INTO x USING 1; END $$"),
        "DO $$ BEGIN EXECUTE 'SELECT 1 ' || 'FROM ot' || 'her.t'; END $$".to_owned(),
        format!(
            "DO $$ DECLARE r record; BEGIN FOR r IN EXECUTE '{plain}' LOOP NULL; END LOOP; END $$"
        ),
        format!("DO $$ DECLARE c refcursor; BEGIN OPEN c FOR EXECUTE '{plain}'; END $$"),
        format!(
            "CREATE FUNCTION f() RETURNS SETOF int LANGUAGE plpgsql AS \
             $$ BEGIN RETURN QUERY EXECUTE '{plain}' USING 1; END $$"
        ),
        format!("SELECT query_to_xml('{plain}', true, true, '')"),
        format!("SELECT pg_catalog.query_to_xmlschema($${plain}$$, true, true, '')"),
        format!("SELECT * FROM ts_stat('{plain}')"),
    ] {
        refused("foreign-schema", &[&wrapped]);
    }
    refused(
        "unread-body",
        &["DO $$ BEGIN EXECUTE U&'SELECT 1 FROM other.t'; END $$"],
    );
    refused(
        "concurrently-in-transaction",
        &["DO $$ DECLARE r record; BEGIN FOR r IN EXECUTE 'VACUUM t' LOOP NULL; END LOOP; END $$"],
    );
    accepted(&[
        "DO $$ BEGIN EXECUTE 'ALTER TABLE t ' || 'ADD a int'; END $$",
        "DO $$ DECLARE r record; BEGIN FOR r IN EXECUTE 'SELECT 1 FROM t' LOOP NULL; END LOOP; END $$",
        "SELECT * FROM ts_stat('SELECT body FROM documents')",
    ]);
}

#[test]
fn the_parts_of_a_text_that_is_put_together_are_read() {
    let run = |text: &str| format!("DO $$ BEGIN EXECUTE {text}; END $$");
    for text in [
        "format('DELETE FROM other.t WHERE id = %L', id)",
        "'DROP TABLE other.' || name",
        "'INSERT INTO other.' || name || ' VALUES (1)'",
        "'SELECT 1 FROM t JOIN other.' || name || ' ON true'",
        "'DROP TABLE plugin_auth.' || name",
    ] {
        refused("foreign-schema", &[&run(text)]);
    }
    for text in [
        "'GRANT SELECT ON ' || name || ' TO reader'",
        "'SET ROLE ' || name",
        "format('SET search_path TO %I', name)",
        "format('DROP SCHEMA %I', name)",
        "'SELECT 1; CREATE ROLE ' || name",
        "'ALTER TABLE ' || name || ' OWNER TO somebody'",
        "'ALTER TABLE ' || name || ' SET SCHEMA other'",
    ] {
        refused("dynamic-sql", &[&run(text)]);
    }
    for text in [
        "$1",
        "$1 || ' RETURNING 1'",
        "format('INSERT INTO %I.%I VALUES (1)', tg_table_schema, tg_table_name)",
        "format('DELETE FROM \"%s\".t', name)",
        "'UPDATE t SET a = b FROM u WHERE t.a IS DISTINCT FROM u.a AND ' || name",
        "'SELECT extract(year FROM t.at) FROM t WHERE ' || name",
        "'COMMENT ON TABLE ' || name || ' IS ''we grant nothing'''",
    ] {
        warned("dynamic-sql", &[&run(text)]);
    }
}

#[test]
fn words_of_a_body_that_is_not_understood_are_read() {
    let body = |words: &str| format!("DO $$ BEGIN FROBNICATE {words}; END $$");
    for words in [
        "other.f(1)",
        "1::other.ty",
        "x other.t%ROWTYPE",
        "a FROM other.t",
        "a FROM (SELECT 1) b JOIN other.t ON a IS DISTINCT FROM b.a",
    ] {
        refused("foreign-schema", &[&body(words)]);
    }
    refused("schema-in-text", &[&body("nextval('other.s')")]);
    for words in [
        "set_config('search_path', 'other', true)",
        "ALTER TABLE t OWNER TO somebody",
        "REASSIGN OWNED BY a TO b",
        "SECURITY LABEL ON TABLE t IS 'x'",
    ] {
        refused("unread-body", &[&body(words)]);
    }
    // A variable called like the schema does not hide it.
    refused(
        "foreign-schema",
        &[
            "DO $$ DECLARE other record; BEGIN FROBNICATE a FROM other.t; END $$",
            "CREATE FUNCTION other() RETURNS int LANGUAGE plpgsql AS $$ BEGIN FROBNICATE other.f(); END $$",
        ],
    );
    for words in [
        "UPDATE t x SET a = y.a FROM u y WHERE x.a IS DISTINCT FROM y.a",
        "extract(year FROM y.a), trim(BOTH FROM y.a), substring(y.a FROM y.b) FROM u y",
        "nextval('s'), x.a::text, y.a IN (1), f(y.a)",
    ] {
        warned("unread-body", &[&body(words)]);
    }
    warned(
        "unread-body",
        &["DO $$ DECLARE r record; BEGIN FROBNICATE; SELECT 1 INTO r.a FROM t; END $$"],
    );
}
