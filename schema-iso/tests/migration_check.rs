//! What the check of a migration refuses, and what it lets through.

use schema_iso::migration::{CheckContext, CheckReport, Direction, check_sql};

fn context() -> CheckContext<'static> {
    CheckContext::new("plugin_my_feature", "up.sql")
        .with_shared_schemas(&["extensions"])
        .with_previous_schemas(&["plugin_old_feature"])
}

fn check(sql: &str) -> CheckReport {
    check_sql(sql, &context())
}

#[track_caller]
fn refused(code: &str, statements: &[&str]) {
    for sql in statements {
        let report = check(sql);
        let codes: Vec<_> = report.errors().map(|finding| finding.code).collect();
        assert!(
            codes.contains(&code),
            "not refused as {code}: {sql}\n{report}"
        );
    }
}

#[track_caller]
fn accepted(statements: &[&str]) {
    for sql in statements {
        let report = check(sql);
        assert!(report.findings.is_empty(), "not accepted: {sql}\n{report}");
    }
}

#[track_caller]
fn warned(code: &str, statements: &[&str]) {
    for sql in statements {
        let report = check(sql);
        let codes: Vec<_> = report.warnings().map(|finding| finding.code).collect();
        assert!(
            codes.contains(&code),
            "not warned of {code}: {sql}\n{report}"
        );
        assert!(report.is_accepted(), "refused: {sql}\n{report}");
    }
}

#[test]
fn foreign_schemas_are_refused_wherever_they_stand() {
    refused(
        "foreign-schema",
        &[
            "SELECT * FROM other.t",
            "SELECT * FROM ONLY other.t",
            "SELECT * FROM a, LATERAL other.f(1) AS x",
            "SELECT * FROM ROWS FROM (other.f())",
            "SELECT * FROM a JOIN other.b ON true",
            "SELECT (SELECT 1 FROM other.t)",
            "SELECT other.f(1)",
            "SELECT other.t.c FROM t",
            "SELECT other.t.* FROM t",
            "SELECT 1 OPERATOR(other.+) 2",
            "SELECT OPERATOR(other.-) 2",
            "SELECT 'x'::other.ty",
            "SELECT CAST('x' AS other.ty[])",
            "SELECT other.ty 'x'",
            "SELECT a COLLATE other.c FROM t",
            "SELECT a FROM t ORDER BY a USING OPERATOR(other.<)",
            "SELECT 1 INTO other.t",
            "TABLE other.t",
            "WITH a AS (SELECT 1 FROM other.t) SELECT * FROM a",
            "INSERT INTO other.t VALUES (1)",
            "INSERT INTO t SELECT * FROM other.t",
            "INSERT INTO t VALUES (1) ON CONFLICT (a) DO UPDATE SET a = (SELECT 1 FROM other.t)",
            "INSERT INTO t VALUES (1) RETURNING other.f(a)",
            "UPDATE other.t SET a = 1",
            "UPDATE t SET a = 1 FROM other.t AS x",
            "DELETE FROM other.t",
            "DELETE FROM t USING other.t AS x",
            "MERGE INTO other.t USING b ON true WHEN MATCHED THEN DELETE",
            "TRUNCATE a, other.t",
            "LOCK TABLE other.t",
            "CREATE TABLE other.t (id bigint)",
            "CREATE TEMP TABLE x AS SELECT * FROM other.t",
            "CREATE TABLE t (id bigint REFERENCES other.t)",
            "CREATE TABLE t (id bigint, FOREIGN KEY (id) REFERENCES other.t (id))",
            "CREATE TABLE t (id other.ty)",
            "CREATE TABLE t (id bigint DEFAULT other.f())",
            "CREATE TABLE t (id bigint CHECK (other.f(id)))",
            "CREATE TABLE t (LIKE other.t)",
            "CREATE TABLE t () INHERITS (other.t)",
            "CREATE TABLE t PARTITION OF other.t DEFAULT",
            "CREATE TABLE t OF other.ty",
            "CREATE TABLE t (a text COLLATE other.c)",
            "CREATE TABLE t (a int GENERATED ALWAYS AS (other.f(1)) STORED)",
            "ALTER TABLE other.t ADD a int",
            "ALTER TABLE t ADD a other.ty",
            "ALTER TABLE t ATTACH PARTITION other.p DEFAULT",
            "ALTER TABLE t ALTER a TYPE other.ty USING a::text::ty",
            "DROP TABLE a, other.t",
            "DROP FUNCTION other.f(int)",
            "DROP FUNCTION f(other.ty)",
            "DROP TYPE other.ty",
            "DROP TRIGGER x ON other.t",
            "DROP OPERATOR other.+ (int, int)",
            "DROP INDEX other.i",
            "CREATE INDEX ON other.t (a)",
            "CREATE INDEX ON t (other.f(a))",
            "CREATE INDEX ON t USING gin (a other.gin_trgm_ops)",
            "CREATE VIEW v AS SELECT * FROM other.t",
            "CREATE MATERIALIZED VIEW v AS SELECT * FROM other.t",
            "REFRESH MATERIALIZED VIEW other.v",
            "CREATE SEQUENCE s OWNED BY other.t.c",
            "ALTER SEQUENCE s OWNED BY other.t.c",
            "CREATE TYPE t AS (a other.ty)",
            "CREATE TYPE t AS RANGE (subtype = other.ty)",
            "CREATE DOMAIN d AS other.ty",
            "CREATE AGGREGATE agg (int) (sfunc = other.f, stype = int)",
            "CREATE OPERATOR + (leftarg = int, rightarg = int, function = other.f)",
            "CREATE TRIGGER x AFTER INSERT ON other.t FOR EACH ROW EXECUTE FUNCTION f()",
            "CREATE TRIGGER x AFTER INSERT ON t FOR EACH ROW EXECUTE FUNCTION other.f()",
            "CREATE TRIGGER x AFTER INSERT ON t FOR EACH ROW EXECUTE PROCEDURE other.f()",
            "CREATE CONSTRAINT TRIGGER x AFTER INSERT ON t FROM other.u FOR EACH ROW EXECUTE FUNCTION f()",
            "CREATE POLICY p ON other.t USING (true)",
            "CREATE POLICY p ON t USING (EXISTS (SELECT 1 FROM other.t))",
            "CREATE RULE r AS ON INSERT TO t DO ALSO INSERT INTO other.t VALUES (1)",
            "CREATE STATISTICS s ON a, b FROM other.t",
            "CREATE FUNCTION other.f() RETURNS int LANGUAGE sql AS 'SELECT 1'",
            "CREATE FUNCTION f(a other.ty) RETURNS int LANGUAGE sql AS 'SELECT 1'",
            "CREATE FUNCTION f(a int DEFAULT other.f()) RETURNS int LANGUAGE sql AS 'SELECT 1'",
            "CREATE FUNCTION f() RETURNS SETOF other.t LANGUAGE sql AS 'SELECT 1'",
            "CREATE FUNCTION f() RETURNS TABLE (a other.ty) LANGUAGE sql AS 'SELECT 1'",
            "CREATE FUNCTION f() RETURNS other.t.c%TYPE LANGUAGE sql AS 'SELECT 1'",
            "CREATE FUNCTION f() RETURNS int RETURN other.f()",
            "CREATE FUNCTION f() RETURNS int BEGIN ATOMIC SELECT other.f(); END",
            "CREATE CAST (other.ty AS text) WITH INOUT",
            "CREATE COLLATION c FROM other.c",
            "CREATE TEXT SEARCH CONFIGURATION c (COPY = other.c)",
            "CALL other.p()",
            "COMMENT ON TABLE other.t IS 'x'",
            "COMMENT ON COLUMN other.t.c IS 'x'",
            "COMMENT ON FUNCTION other.f(int) IS 'x'",
            "COMMENT ON CONSTRAINT c ON other.t IS 'x'",
            "SET CONSTRAINTS other.c DEFERRED",
            "EXPLAIN SELECT * FROM other.t",
            "DECLARE c CURSOR FOR SELECT * FROM other.t",
            "CLUSTER other.t USING i",
            "REINDEX TABLE other.t",
            "ANALYZE other.t",
            "SELECT x.a FROM XMLTABLE('/a' PASSING other.f() COLUMNS a text) AS x",
            "SELECT * FROM JSON_TABLE(other.f(), '$' COLUMNS (a int)) AS x",
            "SELECT sum(a) FILTER (WHERE other.f(a)) OVER (PARTITION BY other.g(a)) FROM t",
            "SELECT CASE WHEN other.f() THEN 1 END",
            "SELECT ARRAY(SELECT 1 FROM other.t)",
            "SELECT EXTRACT(year FROM other.f())",
            "SELECT * FROM t TABLESAMPLE other.method (1)",
        ],
    );
}

#[test]
fn the_plugins_own_names_are_accepted() {
    accepted(&[
        "CREATE TABLE plugin_my_feature.t (id bigint REFERENCES \"plugin_my_feature\".u)",
        "CREATE TABLE PLUGIN_MY_FEATURE.t (id bigint)",
        "CREATE TABLE t (id uuid DEFAULT extensions.uuid_generate_v4())",
        "SELECT pg_catalog.now(), 'x'::pg_catalog.text, 1 OPERATOR(pg_catalog.+) 2",
        "SELECT a COLLATE pg_catalog.\"default\" FROM t",
        "SELECT * FROM pg_catalog.pg_class WHERE relname = 'other.t'",
        "SELECT column_name FROM information_schema.columns WHERE table_schema = 'public'",
        "CREATE TEMP TABLE pg_temp.x (a int)",
        "SELECT t.a, t.* FROM t AS other JOIN u t ON other.a = t.a",
        "SELECT (t.composite).field FROM t",
        "UPDATE t SET composite.field = 1",
        "INSERT INTO t (composite.field) VALUES (1)",
        "SELECT 'other.t', E'other.t', $$other.t$$, $a$other.t$a$",
        "SELECT 1 -- other.t\n, 2 /* other.t /* nested other.t */ */",
        "SELECT a.b FROM a",
        "INSERT INTO t VALUES (1) ON CONFLICT DO UPDATE SET a = excluded.a",
        "CREATE TRIGGER x BEFORE UPDATE OF a ON t FOR EACH ROW WHEN (OLD.a IS DISTINCT FROM NEW.a) EXECUTE FUNCTION f('other.t')",
        "SELECT \"other.t\" FROM \"other.t\"",
        "ALTER SEQUENCE s OWNED BY t.c",
        "COMMENT ON COLUMN t.c IS 'other.t'",
        "CREATE FUNCTION f() RETURNS t.c%TYPE LANGUAGE sql AS 'SELECT 1'",
    ]);
}

#[test]
fn names_are_read_as_postgresql_reads_them() {
    refused(
        "foreign-schema",
        &[
            "SELECT * FROM \"other\".t",
            "SELECT * FROM OTHER.t",
            "SELECT * FROM other /* a */ . /* b */ t",
            "SELECT * FROM other--a\n.--b\nt",
            "SELECT * FROM other\r\n.\r\nt",
            "SELECT*FROM\"other\".\"t\"",
            "SELECT * FROM \"PLUGIN_MY_FEATURE\".t",
            "SELECT * FROM \"plugin_my_feature \".t",
            "SELECT * FROM \"plugin_my_feature\"\"\".t",
            "SELECT * FROM schéma.t",
            "\u{feff}SELECT * FROM other.t",
            "SELECT 'it''s' FROM other.t",
            "SELECT E'it\\'s' FROM other.t",
            "SELECT $a$ $b$ $a$ FROM other.t -- $b$",
            "SELECT db.plugin_my_feature.t.c FROM t",
            "SELECT * FROM db.plugin_my_feature.t",
            "SELECT db.public.f()",
        ],
    );
    refused(
        "unicode-identifier",
        &[
            "SELECT * FROM U&\"\\006fther\".t",
            "SELECT u&\"d!0061ta\" UESCAPE '!'",
            "CREATE FUNCTION f() RETURNS void LANGUAGE plpgsql AS $$ BEGIN PERFORM U&\"a\".f(); END $$",
        ],
    );
    accepted(&["SELECT U&'\\006fther.t'", "SELECT a&\"b\" FROM t"]);
}

#[test]
fn former_schemas_have_their_own_words() {
    let report = check("SELECT * FROM plugin_old_feature.t");
    assert_eq!(
        report.findings[0].message,
        "`plugin_old_feature` is the plugin's former schema"
    );
    assert!(report.findings[0].help.starts_with("leave the schema out"));
}

#[test]
fn public_is_accepted_where_it_can_be_removed() {
    accepted(&[
        "CREATE TABLE public.t (id public.ty DEFAULT \"public\".f())",
        "SELECT public.id FROM t AS public",
        "CREATE POLICY p ON t TO public USING (true)",
        "DO $$ BEGIN PERFORM public.f(); END $$",
    ]);
    refused(
        "foreign-schema",
        &[
            "CREATE TABLE public.user (id bigint)",
            "SELECT * FROM public.order",
            "SELECT public.coalesce(1)",
            "SELECT '1'::public.timestamp",
            "REINDEX SCHEMA public",
            "DO $$ BEGIN EXECUTE 'DROP TABLE public.t'; END $$",
        ],
    );
    accepted(&["CREATE TABLE public.\"user\" (id bigint)"]);
}

#[test]
fn catalogues_are_read_only() {
    refused(
        "foreign-schema",
        &[
            "CREATE TABLE pg_catalog.t (id bigint)",
            "UPDATE pg_catalog.pg_class SET relname = 'x'",
            "INSERT INTO pg_catalog.pg_enum VALUES (1)",
            "DELETE FROM pg_catalog.pg_enum",
            "DROP TABLE pg_catalog.pg_class",
            "ALTER TABLE information_schema.tables ADD a int",
            "CREATE FUNCTION pg_catalog.f() RETURNS int LANGUAGE sql AS 'SELECT 1'",
            "UPDATE pg_class SET relname = 'x'",
            "DELETE FROM pg_enum WHERE enumlabel = 'x'",
            "UPDATE pg_settings SET setting = 'public' WHERE name = 'search_path'",
            "SELECT * FROM pg_toast.pg_toast_1",
        ],
    );
}

#[test]
fn the_search_path_stays_where_it_is() {
    refused(
        "search-path",
        &[
            "SET search_path = a",
            "SET search_path TO plugin_my_feature",
            "SET LOCAL search_path TO a",
            "SET SESSION SEARCH_PATH TO a",
            "SET \"search_path\" = a",
            "SET search_path TO DEFAULT",
            "SET SCHEMA 'a'",
            "RESET search_path",
            "RESET ALL",
            "DISCARD ALL",
            "SELECT set_config('search_path', 'a', false)",
            "SELECT pg_catalog.set_config('search_path', '', false)",
            "SELECT set_config('search' || '_path', 'a', false)",
            "SELECT set_config(setting_name => 'search_path', new_value => 'a', is_local => true)",
            "SELECT set_config(new_value => 'a', setting_name => 'search_path', is_local => true)",
            "SELECT set_config(E'search\\x5fpath', 'a', true)",
            "ALTER ROLE x SET search_path = a",
            "ALTER DATABASE x SET search_path = a",
            "ALTER FUNCTION f() SET search_path = plugin_my_feature",
            "ALTER FUNCTION f() RESET search_path",
            "ALTER FUNCTION f() RESET ALL",
            "ALTER ROLE x RESET ALL",
            "CREATE FUNCTION f() RETURNS int LANGUAGE sql SET search_path = public AS 'SELECT 1'",
            "CREATE FUNCTION f() RETURNS int LANGUAGE sql SET search_path = plugin_my_feature, other AS 'SELECT 1'",
            "CREATE FUNCTION f() RETURNS int LANGUAGE sql SET search_path = 'plugin_my_feature, public' AS 'SELECT 1'",
            "CREATE FUNCTION f() RETURNS int LANGUAGE sql SET search_path = DEFAULT AS 'SELECT 1'",
            "DO $$ BEGIN SET search_path = a; END $$",
            "DO $$ BEGIN SET LOCAL search_path = a; END $$",
            "DO $$ BEGIN PERFORM set_config('search_path', 'a', true); END $$",
            "DO $$ BEGIN EXECUTE 'SET search_path = a'; END $$",
            "CREATE FUNCTION f() RETURNS void LANGUAGE sql AS 'SET search_path = a'",
        ],
    );
    accepted(&[
        "CREATE FUNCTION f() RETURNS int LANGUAGE sql SET search_path = plugin_my_feature, extensions, pg_temp AS 'SELECT 1'",
        "CREATE FUNCTION f() RETURNS int LANGUAGE sql SET search_path TO 'plugin_my_feature', 'pg_catalog' AS 'SELECT 1'",
        "CREATE FUNCTION f() RETURNS int LANGUAGE sql SET search_path = '' AS 'SELECT 1'",
        "CREATE FUNCTION f() RETURNS int LANGUAGE sql SET search_path FROM CURRENT AS 'SELECT 1'",
        "CREATE PROCEDURE f() LANGUAGE sql SET search_path FROM CURRENT AS 'SELECT 1'",
        "SELECT set_config('my.flag', 'x', true)",
        "SELECT current_setting('search_path')",
        "SHOW search_path",
    ]);
}

#[test]
fn settings_are_harmless_or_refused() {
    accepted(&[
        "SET LOCAL lock_timeout = '5s'",
        "SET statement_timeout TO 0",
        "SET TIME ZONE 'UTC'",
        "SET my.flag = 'x'",
        "RESET lock_timeout",
        "SET standard_conforming_strings = on",
        "SET TRANSACTION ISOLATION LEVEL SERIALIZABLE",
        "SET CONSTRAINTS ALL DEFERRED",
    ]);
    refused(
        "session-setting",
        &[
            "SET session_replication_role = replica",
            "SET standard_conforming_strings = off",
            "SET SESSION CHARACTERISTICS AS TRANSACTION READ ONLY",
            "SET allow_system_table_mods = on",
            "SELECT set_config('session_replication_role', 'replica', false)",
        ],
    );
}

#[test]
fn schemas_are_the_hosts() {
    refused(
        "schema-statement",
        &[
            "CREATE SCHEMA a",
            "CREATE SCHEMA IF NOT EXISTS plugin_my_feature",
            "CREATE SCHEMA AUTHORIZATION x",
            "ALTER SCHEMA a RENAME TO b",
            "DROP SCHEMA a CASCADE",
            "ALTER TABLE t SET SCHEMA other",
            "ALTER FUNCTION f() SET SCHEMA plugin_my_feature",
            "ALTER TYPE t SET SCHEMA other",
            "ALTER VIEW v SET SCHEMA other",
            "ALTER SEQUENCE s SET SCHEMA other",
            "COMMENT ON SCHEMA public IS 'x'",
            "DO $$ BEGIN CREATE SCHEMA a; END $$",
        ],
    );
}

#[test]
fn roles_are_the_hosts() {
    refused(
        "role-or-grant",
        &[
            "CREATE ROLE a",
            "CREATE USER a",
            "CREATE GROUP a",
            "ALTER ROLE a SUPERUSER",
            "ALTER USER a PASSWORD 'x'",
            "DROP ROLE a",
            "DROP USER a",
            "GRANT SELECT ON t TO a",
            "GRANT a TO b",
            "GRANT USAGE ON SCHEMA public TO a",
            "REVOKE ALL ON t FROM a",
            "REASSIGN OWNED BY a TO b",
            "DROP OWNED BY a",
            "ALTER TABLE t OWNER TO a",
            "ALTER FUNCTION f() OWNER TO a",
            "ALTER TYPE t OWNER TO a",
            "ALTER VIEW v OWNER TO a",
            "SET ROLE a",
            "SET LOCAL ROLE a",
            "SET ROLE NONE",
            "RESET ROLE",
            "SET SESSION AUTHORIZATION a",
            "RESET SESSION AUTHORIZATION",
            "SET role = 'a'",
            "SET session_authorization = 'a'",
            "SELECT set_config('role', 'a', false)",
            "ALTER DEFAULT PRIVILEGES GRANT SELECT ON TABLES TO a",
            "SECURITY LABEL ON TABLE t IS 'x'",
        ],
    );
}

#[test]
fn the_database_is_the_hosts() {
    refused(
        "extension",
        &[
            "CREATE EXTENSION x",
            "ALTER EXTENSION x UPDATE",
            "DROP EXTENSION x",
            "COMMENT ON EXTENSION x IS 'y'",
        ],
    );
    let report = check("CREATE EXTENSION x SCHEMA public");
    assert_eq!(report.findings.len(), 1, "{report}");
    refused(
        "database-wide",
        &[
            "CREATE DATABASE a",
            "ALTER DATABASE a SET timezone = 'UTC'",
            "DROP DATABASE a",
            "CREATE TABLESPACE a LOCATION '/x'",
            "CREATE PUBLICATION p FOR TABLE t",
            "CREATE SUBSCRIPTION s CONNECTION 'x' PUBLICATION p",
            "CREATE EVENT TRIGGER e ON ddl_command_start EXECUTE FUNCTION f()",
            "CREATE SERVER s FOREIGN DATA WRAPPER w",
            "CREATE FOREIGN DATA WRAPPER w",
            "CREATE USER MAPPING FOR a SERVER s",
            "CREATE FOREIGN TABLE t (a int) SERVER s",
            "IMPORT FOREIGN SCHEMA a FROM SERVER s INTO b",
            "CREATE LANGUAGE plperl",
            "ALTER SYSTEM SET work_mem = '1GB'",
            "LOAD 'x'",
            "CHECKPOINT",
            "ANALYZE",
            "REINDEX DATABASE a",
            "REINDEX SYSTEM a",
            "COPY t FROM '/etc/passwd'",
            "COPY t TO PROGRAM 'sh'",
            "COPY (SELECT 1) TO '/x'",
            "ALTER TABLE ALL IN TABLESPACE a SET TABLESPACE b",
            "CREATE ACCESS METHOD m TYPE INDEX HANDLER h",
            "COMMENT ON DATABASE a IS 'x'",
        ],
    );
    refused("copy-stream", &["COPY t FROM STDIN", "COPY t TO STDOUT"]);
    refused(
        "statement-kind",
        &[
            "LISTEN a",
            "UNLISTEN *",
            "PREPARE p AS SELECT 1",
            "EXECUTE p",
            "DEALLOCATE ALL",
        ],
    );
}

#[test]
fn definers_pin_their_path() {
    refused(
        "security-definer",
        &[
            "CREATE FUNCTION f() RETURNS int LANGUAGE sql SECURITY DEFINER AS 'SELECT 1'",
            "CREATE OR REPLACE FUNCTION f() RETURNS int LANGUAGE sql EXTERNAL SECURITY DEFINER AS 'SELECT 1'",
            "ALTER FUNCTION f() SECURITY DEFINER",
            "CREATE PROCEDURE f() LANGUAGE sql SECURITY DEFINER AS 'SELECT 1'",
        ],
    );
    accepted(&[
        "CREATE FUNCTION f() RETURNS int LANGUAGE sql SECURITY INVOKER AS 'SELECT 1'",
        "CREATE FUNCTION f() RETURNS int LANGUAGE sql SECURITY DEFINER SET search_path = plugin_my_feature, pg_temp AS 'SELECT 1'",
    ]);
}

const CONCURRENT: &[&str] = &[
    "CREATE INDEX CONCURRENTLY i ON t (a)",
    "CREATE UNIQUE INDEX CONCURRENTLY IF NOT EXISTS i ON t (a)",
    "DROP INDEX CONCURRENTLY i",
    "REINDEX INDEX CONCURRENTLY i",
    "REINDEX (CONCURRENTLY) TABLE t",
    "ALTER TABLE t DETACH PARTITION p CONCURRENTLY",
    "VACUUM t",
];

#[test]
fn concurrent_statements_stand_alone_outside_of_a_transaction() {
    refused("concurrently-in-transaction", CONCURRENT);
    let context = context().with_run_in_transaction(false);
    for sql in CONCURRENT {
        let report = check_sql(sql, &context);
        assert!(report.findings.is_empty(), "{sql}\n{report}");
        let report = check_sql(&format!("{sql}; SELECT 1"), &context);
        assert_eq!(
            report.findings[0].code, "concurrently-in-transaction",
            "{sql}"
        );
    }
    accepted(&[
        "REFRESH MATERIALIZED VIEW CONCURRENTLY v",
        "REINDEX TABLE t",
    ]);
}

#[test]
fn the_runner_owns_the_transaction() {
    refused(
        "transaction-control",
        &[
            "BEGIN; SELECT 1; COMMIT",
            "START TRANSACTION",
            "COMMIT",
            "END",
            "ROLLBACK",
            "ABORT",
            "PREPARE TRANSACTION 'x'",
            "COMMIT PREPARED 'x'",
            "ROLLBACK PREPARED 'x'",
            "DO $$ BEGIN COMMIT; END $$",
        ],
    );
    accepted(&[
        "SAVEPOINT a; SELECT 1; ROLLBACK TO SAVEPOINT a; RELEASE SAVEPOINT a",
        "CREATE PROCEDURE p() LANGUAGE plpgsql AS $$ BEGIN COMMIT; END $$",
    ]);
    let context = context().with_run_in_transaction(false);
    for (sql, allowed) in [
        ("BEGIN; SELECT 1; COMMIT; BEGIN; ROLLBACK", true),
        ("DO $$ BEGIN COMMIT; END $$", true),
        ("BEGIN; SELECT 1", false),
        ("COMMIT", false),
        ("BEGIN; BEGIN; COMMIT", false),
        ("BEGIN; COMMIT AND CHAIN", false),
        ("PREPARE TRANSACTION 'x'", false),
    ] {
        let report = check_sql(sql, &context);
        assert_eq!(report.is_accepted(), allowed, "{sql}\n{report}");
    }
}

#[test]
fn literals_that_name_objects_are_read() {
    refused(
        "schema-in-text",
        &[
            "SELECT nextval('other.s')",
            "SELECT pg_catalog.nextval('other.s')",
            "SELECT nextval('public.s')",
            "SELECT nextval('\"other\".s')",
            "SELECT nextval(('other.s')::regclass)",
            "SELECT currval('other.s'), 1",
            "SELECT setval('other.s', 1)",
            "SELECT 'other.t'::regclass",
            "SELECT CAST('other.t' AS regclass)",
            "SELECT regclass 'other.t'",
            "SELECT regclass('other.t'), regnamespace('other')",
            "SELECT 'other.t'::pg_catalog.regclass",
            "SELECT 'f(other.ty)'::regprocedure",
            "SELECT 'other.ty'::regtype",
            "SELECT 'other.f'::regproc",
            "SELECT 'other'::regnamespace",
            "SELECT to_regclass('other.t')",
            "SELECT to_regnamespace('other')",
            "SELECT pg_get_serial_sequence('other.t', 'id')",
            "SELECT to_tsvector('other.config', body) FROM t",
            "SELECT E'other.t'::regclass",
            "SELECT $$other.t$$::regclass",
            "SELECT U&'other.t'::regclass",
            "SELECT 'db.other.t'::regclass",
            "CREATE TABLE t (id bigint DEFAULT nextval('other.s'))",
            "DO $$ BEGIN PERFORM nextval('other.s'); END $$",
        ],
    );
    accepted(&[
        "SELECT nextval('s'), nextval('plugin_my_feature.s'), 't'::regclass",
        "SELECT to_tsvector('pg_catalog.english', 'a b.c')",
        "SELECT to_tsvector('a sentence.with a dot')",
        "SELECT 'pg_catalog'::regnamespace, 'plugin_my_feature'::regnamespace",
        "SELECT format('%s.%s', a, b) FROM t",
        "SELECT '1.5'::numeric",
    ]);
    warned(
        "schema-in-text",
        &[
            "SELECT format('DROP TABLE public.%I', a) FROM t",
            "SELECT format('plugin_auth.users')",
        ],
    );
}

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
fn what_does_not_parse_is_shown() {
    let report = check("CREATE TABLE t (id bigint);\r\n\tCREATE TABEL u (id bigint);\r\n");
    let finding = &report.findings[0];
    assert_eq!(
        (finding.code, finding.line, finding.column),
        ("syntax", 2, 2)
    );
    let shown = finding.to_string();
    assert!(
        shown.starts_with("up.sql:2:2: this is not valid SQL: "),
        "{shown}"
    );
    assert!(
        shown.contains("\n    \tCREATE TABEL u (id bigint);\n    \t^\n"),
        "{shown}"
    );
    refused(
        "syntax",
        &[
            "\\connect x",
            "SELECT 'open",
            "SELECT $$open",
            "/* open",
            "SELECT (1",
        ],
    );
}

#[test]
fn an_empty_text_is_refused_on_the_way_up() {
    refused("empty", &["", " -- to do\n", "\u{feff}/* */ ;"]);
    let down = context().with_direction(Direction::Down);
    assert!(
        check_sql("-- irreversible: the data is gone", &down)
            .findings
            .is_empty()
    );
}

#[test]
fn deep_nesting_is_refused_and_does_not_overflow() {
    for (before, inside, after) in [
        ("(", "1", ")"),
        ("CASE WHEN true THEN ", "1", " END"),
        ("NOT ", "true", ""),
        ("- ", "1", ""),
        ("a = ", "1", ""),
    ] {
        let sql = format!(
            "SELECT {}{inside}{}",
            before.repeat(100_000),
            after.repeat(100_000)
        );
        refused("nesting", &[&sql]);
    }
    let mut body = "SELECT 1".to_owned();
    for depth in 0..12 {
        body = format!("DO $a{depth}$ BEGIN {body}; END $a{depth}$");
    }
    refused("nesting", &[&body]);
}

#[test]
fn places_are_exact() {
    let sql = "\u{feff}-- ünïcode\r\nSELECT 'ü', * FROM other.t;\r\nDO $$\nBEGIN\n  PERFORM\tother.f();\nEND $$;";
    let report = check(sql);
    let places: Vec<_> = report
        .findings
        .iter()
        .map(|finding| (finding.line, finding.column, &sql[finding.span.clone()]))
        .collect();
    assert_eq!(places, [(2, 20, "other"), (5, 11, "other")]);
    let report = check("\u{feff}TABLE other.t");
    assert_eq!((report.findings[0].line, report.findings[0].column), (1, 7));
    let report = check("DO 'BEGIN PERFORM ''x'', other.f(); END'");
    assert_eq!(report.findings[0].column, 26);
}

#[test]
fn findings_render_with_help_and_note() {
    let report = check("TABLE other.t");
    assert_eq!(
        report.findings[0].to_string(),
        "up.sql:1:7: `other` is not the plugin's schema (`plugin_my_feature`)\n  \
         help: name objects of the plugin without a schema; the host may share a schema with all plugins\n  \
         note: ISO-06 (foreign-schema), see docs/rules/ISO-06.md"
    );
}
