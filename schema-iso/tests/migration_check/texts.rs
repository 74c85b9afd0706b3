//! Literals that name objects, or are run.

use super::{accepted, refused, warned};

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
            "SELECT to_regclass(coalesce('other.s', 's'))",
            "SELECT to_regclass('other.' || name) FROM t",
            "SELECT (a || '.' || b)::regclass FROM t",
            "SELECT format('%I.%I', a, b)::regclass FROM t",
        ],
    );
    accepted(&[
        "SELECT nextval('items' || '_id_seq'), nextval('plugin_my_feature' || '.s')",
        "SELECT ARRAY['t', 'pg_catalog.pg_class']::regclass[], '{t,u}'::regclass[]",
        "SELECT setval(pg_get_serial_sequence('items', 'id'), coalesce(max(id), 1)) FROM items",
        "SELECT to_regclass(name), name::regclass FROM t",
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
fn a_question_to_the_catalogue_about_public_is_refused() {
    refused(
        "catalogue-schema",
        &[
            "SELECT FROM information_schema.columns WHERE table_schema = 'public'",
            "SELECT FROM information_schema.columns c WHERE 'public' = c.\"table_schema\"",
            "SELECT FROM pg_tables WHERE schemaname IN ('audit', 'public')",
            "SELECT FROM pg_tables WHERE schemaname = ANY (ARRAY['public'])",
            "SELECT FROM pg_tables WHERE schemaname = ANY ('{public}'::text[])",
            "SELECT FROM pg_namespace WHERE nspname::text LIKE 'public'",
            "SELECT FROM pg_namespace n JOIN pg_class c ON n.oid = relnamespace AND n.nspname = 'plugin_old_feature'",
            "SELECT FROM pg_views WHERE schemaname <> 'plugin_auth'",
            "DO $$ BEGIN IF EXISTS (SELECT FROM pg_tables WHERE schemaname = 'public') THEN NULL; END IF; END $$",
            "DO $$ BEGIN EXECUTE $q$ DELETE FROM items USING pg_tables WHERE schemaname = 'public' $q$; END $$",
        ],
    );
    accepted(&[
        "SELECT FROM pg_tables WHERE schemaname = current_schema()",
        "SELECT FROM pg_tables WHERE schemaname NOT IN ('pg_catalog', 'information_schema')",
        "SELECT FROM pg_tables WHERE schemaname = 'plugin_my_feature'",
        "SELECT FROM pg_tables WHERE tablename = 'public'",
        "SELECT FROM items WHERE visibility = 'public'",
        "SELECT FROM pg_tables WHERE schemaname = (SELECT name FROM items WHERE name = 'public')",
    ]);
}
