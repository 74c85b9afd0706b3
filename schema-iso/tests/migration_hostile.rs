//! Migrations that mean to get past the check.

use schema_iso::migration::{CheckContext, CheckReport, check_sql};

fn check(sql: &str) -> CheckReport {
    let context = CheckContext::new("plugin_my_feature", "up.sql")
        .with_shared_schemas(&["extensions"])
        .with_previous_schemas(&["plugin_old_feature"]);
    check_sql(sql, &context)
}

#[track_caller]
fn refused(code: &str, statements: &[&str]) {
    for sql in statements {
        let report = check(sql);
        let mut codes = report.errors().map(|finding| finding.code);
        assert!(
            codes.any(|found| found == code),
            "not refused as {code}: {sql}\n{report}"
        );
    }
}

#[track_caller]
fn warned(code: &str, statements: &[&str]) {
    for sql in statements {
        let report = check(sql);
        assert!(report.is_accepted(), "refused: {sql}\n{report}");
        let mut codes = report.warnings().map(|finding| finding.code);
        assert!(
            codes.any(|found| found == code),
            "not warned of {code}: {sql}\n{report}"
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

#[test]
fn a_name_in_a_text_is_read_however_the_text_is_put_together() {
    refused(
        "schema-in-text",
        &[
            "SELECT nextval('other' || '.s')",
            "SELECT nextval('ot' || ('h' || 'er.s'))",
            "CREATE TABLE t (id bigint DEFAULT nextval('other.s'::text))",
            "CREATE TABLE t (id bigint DEFAULT nextval('other.s'::text::regclass))",
            "CREATE TABLE t (id bigint DEFAULT nextval(CAST('other.s' AS text)))",
            "SELECT nextval((('other.s')))",
            "SELECT nextval(regclass => 'other.s')",
            "SELECT nextval('other.'\n  's')",
            "SELECT nextval(text 'other.s')",
            "SELECT 'other.t'::text::regclass",
            "SELECT ('other' || '.t')::regclass",
            "SELECT text 'other.t'::regclass",
            "SELECT '{other.t}'::regclass[]",
            "SELECT '{t,other.t}'::regclass[]",
            "SELECT ARRAY['t', 'other.t']::regclass[]",
            "SELECT CAST(ARRAY['other.t'] AS regclass[])",
            "SELECT CAST((ARRAY['other.t']) AS regclass ARRAY)",
            "SELECT nextval(U&'other.s' || '')",
            "SELECT schema_to_xml('other', true, true, '')",
            "SELECT schema_to_xmlschema('other', true, true, '')",
            "SELECT table_to_xml('other.t', true, true, '')",
            "SELECT table_to_xml_and_xmlschema('other.t', true, true, '')",
            "SELECT pg_prewarm('other.t')",
            "SELECT pg_clear_relation_stats('other', 't')",
        ],
    );
    warned(
        "schema-in-text",
        &[
            "SELECT nextval(coalesce('other.s', 's'))",
            "SELECT nextval('other.' || name) FROM t",
            "SELECT (a || '.' || b)::regclass FROM t",
            "SELECT format('%I.%I', a, b)::regclass FROM t",
        ],
    );
    accepted(&[
        "SELECT nextval('items' || '_id_seq'), nextval('plugin_my_feature' || '.s')",
        "SELECT ARRAY['t', 'pg_catalog.pg_class']::regclass[], '{t,u}'::regclass[]",
        "SELECT setval(pg_get_serial_sequence('items', 'id'), coalesce(max(id), 1)) FROM items",
        "SELECT nextval(name), name::regclass FROM t",
        "SELECT table_to_xml('t', true, true, ''), schema_to_xml('plugin_my_feature', true, true, '')",
    ]);
}

#[test]
fn a_default_of_a_type_that_names_objects_is_read() {
    refused(
        "schema-in-text",
        &[
            "CREATE TABLE t (s regclass DEFAULT 'other.s')",
            "CREATE TABLE t (s regclass CONSTRAINT c DEFAULT ('other' || '.s'))",
            "ALTER TABLE t ADD COLUMN s pg_catalog.regclass DEFAULT 'other.s'",
            "CREATE DOMAIN d AS regclass DEFAULT 'other.s'",
            "CREATE FUNCTION f(s regclass DEFAULT 'other.s') RETURNS bigint LANGUAGE sql AS 'SELECT nextval(s)'",
            "CREATE FUNCTION f(s regnamespace = 'other') RETURNS int LANGUAGE sql AS 'SELECT 1'",
            "DO $$ DECLARE s regclass := 'other.s'; BEGIN PERFORM nextval(s); END $$",
            "DO $$ DECLARE s regclass DEFAULT 'other.s'; BEGIN NULL; END $$",
            "DO $$ DECLARE s regclass[] = '{other.s}'; BEGIN NULL; END $$",
        ],
    );
    accepted(&[
        "CREATE TABLE t (s regclass DEFAULT 'u', note text DEFAULT 'other.s')",
        "DO $$ DECLARE s regclass := 't'; note text := 'other.s'; BEGIN NULL; END $$",
    ]);
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

#[test]
fn functions_that_reach_the_server_are_refused() {
    refused(
        "database-wide",
        &[
            "SELECT pg_read_file('/etc/passwd')",
            "SELECT pg_catalog.pg_read_binary_file('x')",
            "SELECT * FROM pg_ls_dir('.')",
            "SELECT lo_import('/etc/passwd'), lo_export(1, '/tmp/x')",
            "SELECT pg_reload_conf()",
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity",
            "SELECT pg_advisory_unlock_all()",
            "SELECT dblink_exec('dbname=x', 'DROP TABLE t')",
            "SELECT * FROM extensions.dblink('dbname=x', 'SELECT 1') AS t(a int)",
            "SELECT database_to_xml(true, true, '')",
            "DO $$ BEGIN PERFORM pg_cancel_backend(1); END $$",
            "CREATE VIEW v AS SELECT pg_stat_file('x')",
        ],
    );
    accepted(&[
        "SELECT pg_advisory_xact_lock(1), pg_notify('a', 'b'), pg_lsn '0/0'",
        "SELECT pg_advisory_lock(1), pg_advisory_unlock(1)",
    ]);
}

#[test]
fn every_catalogue_is_read_only() {
    refused(
        "foreign-schema",
        &[
            "UPDATE pg_group SET groname = 'x'",
            "UPDATE pg_shadow SET passwd = 'x'",
            "DELETE FROM pg_event_trigger",
            "DELETE FROM pg_aggregate",
            "INSERT INTO pg_foreign_server VALUES (1)",
            "WITH x AS (UPDATE pg_settings SET setting = 'x' RETURNING 1) SELECT * FROM x",
        ],
    );
}

#[test]
fn the_encoding_stays_and_the_planner_may_be_told() {
    refused(
        "session-setting",
        &[
            "SET client_encoding = 'SQL_ASCII'",
            "SET client_encoding TO latin1",
            "SELECT set_config('client_encoding', 'latin1', false)",
            "SET standard_conforming_strings = off;",
            "SET log_statement = 'none'",
        ],
    );
    accepted(&[
        "SET client_encoding = 'UTF8'; SET LOCAL client_encoding TO utf8;",
        "SET standard_conforming_strings = on;",
        "SET LOCAL enable_nestloop = off; SET LOCAL random_page_cost = 1.1",
        "SET LOCAL plan_cache_mode = force_custom_plan; SET LOCAL hash_mem_multiplier = 2",
    ]);
}

#[test]
fn a_definer_does_not_look_among_its_callers_tables_first() {
    let function = |path: &str| {
        format!(
            "CREATE FUNCTION f() RETURNS int LANGUAGE sql SECURITY DEFINER \
             SET search_path = {path} AS 'SELECT 1'"
        )
    };
    for path in [
        "pg_temp, plugin_my_feature",
        "extensions, \"pg_temp\", plugin_my_feature",
    ] {
        refused("security-definer", &[&function(path)]);
    }
    for path in ["plugin_my_feature, pg_temp", "plugin_my_feature", "''"] {
        accepted(&[&function(path)]);
    }
}

#[test]
fn the_runners_tables_are_not_named() {
    refused(
        "tracker",
        &[
            "DROP TABLE __diesel_schema_migrations",
            "DELETE FROM plugin_my_feature.__diesel_schema_migrations",
            "UPDATE \"__schema_iso_migrations\" SET checksum = NULL",
            "ALTER TABLE __DIESEL_SCHEMA_MIGRATIONS RENAME TO t",
            "CREATE TABLE t (LIKE __schema_iso_migrations)",
            "CREATE TRIGGER x AFTER INSERT ON __diesel_schema_migrations FOR EACH ROW EXECUTE FUNCTION f()",
            "DO $$ BEGIN TRUNCATE __diesel_schema_migrations; END $$",
            "DO $$ BEGIN FROBNICATE __diesel_schema_migrations; END $$",
            "DO $$ BEGIN EXECUTE 'DROP TABLE __diesel_schema_migrations'; END $$",
        ],
    );
    accepted(&["SELECT 'see __diesel_schema_migrations' -- __schema_iso_migrations"]);
}

#[test]
fn what_all_plugins_share_is_used_and_not_changed() {
    refused(
        "foreign-schema",
        &[
            "CREATE TABLE extensions.t (a int)",
            "CREATE OR REPLACE FUNCTION extensions.f() RETURNS int LANGUAGE sql AS 'SELECT 1'",
            "DROP FUNCTION extensions.f()",
            "ALTER TYPE extensions.mood ADD VALUE 'x'",
            "INSERT INTO extensions.t VALUES (1)",
            "UPDATE extensions.t SET a = 1",
            "CREATE INDEX ON extensions.t (a)",
            "CREATE TRIGGER x AFTER INSERT ON extensions.t FOR EACH ROW EXECUTE FUNCTION f()",
            "DO $$ BEGIN DELETE FROM extensions.t; END $$",
        ],
    );
    accepted(&[
        "CREATE TABLE t (a extensions.citext, b extensions.mood DEFAULT 'x'::extensions.mood)",
        "CREATE TABLE t (LIKE extensions.t)",
        "CREATE TABLE t (id int REFERENCES extensions.t)",
        "CREATE INDEX ON t USING gin (a extensions.gin_trgm_ops)",
        "CREATE INDEX ON t (extensions.f(a)) WHERE a OPERATOR(extensions.@>) b",
        "CREATE TRIGGER x AFTER INSERT ON t FOR EACH ROW EXECUTE FUNCTION extensions.touch()",
        "CREATE TRIGGER x AFTER INSERT ON t FOR EACH ROW EXECUTE PROCEDURE extensions.touch()",
        "CREATE AGGREGATE agg (extensions.ty) (sfunc = extensions.f, stype = extensions.ty)",
        "CREATE OPERATOR + (leftarg = extensions.ty, rightarg = int, function = extensions.f)",
        "CREATE CAST (t AS extensions.ty) WITH FUNCTION extensions.f(t)",
        "CREATE FUNCTION f(a extensions.ty) RETURNS SETOF extensions.ty LANGUAGE sql AS 'SELECT $1'",
        "DROP FUNCTION f(extensions.ty)",
        "COMMENT ON FUNCTION f(extensions.ty) IS 'x'",
        "ALTER FUNCTION f(extensions.ty) STABLE",
        "CREATE VIEW v AS SELECT * FROM extensions.t",
        "CREATE POLICY p ON t USING (extensions.f(a))",
        "CREATE TABLE t (a text COLLATE extensions.ci, EXCLUDE USING gist (a WITH OPERATOR(extensions.=)))",
        "CREATE TEXT SEARCH CONFIGURATION c (COPY = extensions.english)",
        "ALTER TEXT SEARCH CONFIGURATION c ALTER MAPPING FOR word WITH extensions.unaccent",
        "ALTER TABLE t ALTER a TYPE extensions.citext, ADD FOREIGN KEY (b) REFERENCES extensions.t",
        "INSERT INTO t SELECT a FROM extensions.t; DELETE FROM t USING extensions.t x; CALL extensions.p()",
        "UPDATE t SET a = x.a FROM extensions.t x",
        "MERGE INTO t USING extensions.t x ON true WHEN MATCHED THEN DELETE",
        "SELECT extensions.create_parent('t', 'at')",
    ]);
}

#[test]
fn no_text_is_run_that_cannot_be_read() {
    refused(
        "text-that-runs",
        &[
            "CREATE FUNCTION f(q text) RETURNS xml LANGUAGE sql AS $$ SELECT query_to_xml(q, true, false, '') $$",
            "CREATE TABLE t (a text, b xml GENERATED ALWAYS AS (query_to_xml(a, true, false, '')) STORED)",
            "CREATE VIEW v AS SELECT pg_catalog.\"query_to_xml\"(a, true, false, '') FROM t",
            "SELECT query_to_xml('SELECT * FROM ' || name, true, true, '') FROM t",
            "SELECT query_to_xml(targetns => 'SELECT 1', query => 'SELECT * FROM plugin_auth.users')",
            "SELECT query_to_xmlschema(a, true, false, ''), query_to_xml_and_xmlschema(a, true, false, '') FROM t",
            "SELECT word FROM ts_stat((SELECT query FROM t))",
            "SELECT ts_rewrite(a, b) FROM t",
            "SELECT table_to_xml(a, true, false, '') FROM t",
            "SELECT table_to_xml(a::regclass, true, false, '') FROM t",
            "SELECT schema_to_xml(a, true, false, '') FROM t",
            "CREATE AGGREGATE a (text, boolean) (sfunc = set_config, stype = text, initcond = 'role')",
            "CREATE AGGREGATE a (text, boolean) (sfunc = 'set_config', stype = text, initcond = 'role')",
            "CREATE AGGREGATE a (text, boolean) (sfunc = pg_catalog.set_config, stype = text)",
            "CREATE OPERATOR <<< (rightarg = text, function = pg_read_file)",
        ],
    );
    refused(
        "foreign-schema",
        &[
            "SELECT query_to_xml('SELECT * FROM ' || 'plugin_auth.users', true, false, '')",
            "SELECT ts_rewrite(a, 'SELECT t, s FROM other.aliases') FROM t",
        ],
    );
    refused(
        "schema-in-text",
        &[
            "SELECT table_to_xml('other.t', true, false, '')",
            "SELECT schema_to_xml('other', true, false, '')",
        ],
    );
    refused(
        "unread-body",
        &["DO $$ BEGIN FROBNICATE; PERFORM query_to_xml(q, true, false, ''); END $$"],
    );
    accepted(&[
        "SELECT query_to_xml('SELECT name FROM items', true, false, '')",
        "SELECT word FROM ts_stat('SELECT vector FROM plugin_my_feature.documents', 'ab')",
        "SELECT ts_rewrite(a, 'SELECT t, s FROM aliases'), ts_rewrite(a, b, c) FROM t",
        "SELECT table_to_xml('items', true, false, 'urn:items')",
        "CREATE AGGREGATE total (bigint) (sfunc = int8pl, stype = bigint, initcond = '0')",
    ]);
}

#[test]
fn catalogues_with_the_values_of_all_are_not_read() {
    refused(
        "values-of-all",
        &[
            "CREATE VIEW v AS SELECT most_common_vals::text FROM pg_stats",
            "CREATE VIEW v AS SELECT s.* FROM pg_catalog.\"pg_stats\" s",
            "CREATE FUNCTION f() RETURNS text LANGUAGE sql AS $$ SELECT stavalues1::text FROM pg_statistic $$",
            "CREATE FUNCTION f() RETURNS text LANGUAGE plpgsql AS $$ BEGIN RETURN (SELECT query FROM pg_stat_activity); END $$",
            "CREATE TABLE t AS TABLE pg_largeobject",
        ],
    );
    accepted(&[
        "CREATE VIEW v AS SELECT relname FROM pg_class",
        "CREATE TABLE t (note text DEFAULT 'pg_stats')",
    ]);
}
