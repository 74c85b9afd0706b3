//! Which functions and catalogues a migration may use: those on a list, and the plugin's own.

use super::{accepted, check, refused, warned};

#[test]
fn a_function_that_is_on_no_list_is_refused() {
    refused(
        "unlisted-function",
        &[
            "SELECT currtid2('plugin_auth.users', '(0,1)')",
            "SELECT pg_catalog.currtid2('plugin_auth.users'::text, '(0,1)')",
            "CREATE VIEW v AS SELECT pg_sequence_last_value(c.oid) FROM pg_class c JOIN pg_namespace n ON true",
            "CREATE FUNCTION h() RETURNS bigint LANGUAGE sql AS $$ SELECT pg_sequence_last_value(1) $$",
            "CREATE FUNCTION h(q text) RETURNS SETOF record LANGUAGE sql AS $$ SELECT extensions.crosstab(q) $$",
            "CREATE FUNCTION h(q text) RETURNS SETOF record LANGUAGE sql AS $$ SELECT crosstab(q) $$",
            "CREATE FUNCTION h(t text) RETURNS SETOF record LANGUAGE sql AS $$ SELECT extensions.connectby(t, 'a', 'b', '1', 0) $$",
            "CREATE FUNCTION h() RETURNS SETOF record LANGUAGE sql AS $$ SELECT extensions.crosstab('SELECT 1, 2, 3 FROM plugin_auth.users') $$",
            "SELECT * FROM \"crosstab\"('SELECT 1') AS (a int)",
            "SELECT * FROM ROWS FROM (connectby('t', 'a', 'b', '1', 0))",
            "SELECT pg_stat_get_live_tuples(16384)",
            "SELECT lo_create(0)",
            "SELECT binary_upgrade_set_next_pg_type_oid(1)",
            "SELECT pg_of_a_later_version()",
            "SELECT of_a_later_version()",
            "CALL of_an_extension()",
            "CREATE TRIGGER x AFTER DELETE ON t FOR EACH ROW EXECUTE FUNCTION lo_manage(a)",
            "CREATE TRIGGER x AFTER DELETE ON t FOR EACH ROW EXECUTE PROCEDURE of_an_extension()",
            "CREATE TABLE t (a int DEFAULT of_an_extension())",
            "CREATE INDEX ON t (of_an_extension(a))",
            "DO $$ BEGIN PERFORM of_an_extension(); END $$",
        ],
    );
}

#[test]
fn a_function_behind_another_name_is_one_that_could_be_called() {
    refused(
        "unlisted-function",
        &[
            "CREATE OPERATOR ## (FUNCTION = pg_sequence_last_value, RIGHTARG = regclass)",
            "CREATE OPERATOR ## (PROCEDURE = pg_catalog.currtid2, LEFTARG = text, RIGHTARG = tid)",
            "CREATE OPERATOR ## (FUNCTION = 'currtid2', LEFTARG = text, RIGHTARG = tid)",
            "CREATE OPERATOR ## (FUNCTION = of_an_extension, LEFTARG = text, RIGHTARG = text)",
            "CREATE OPERATOR ## (FUNCTION = int4pl, LEFTARG = int, RIGHTARG = int, RESTRICT = of_an_extension)",
            "CREATE AGGREGATE a (text) (sfunc = of_an_extension, stype = text)",
            "CREATE AGGREGATE a (regclass) (SFUNC = int4pl, STYPE = int, FINALFUNC = pg_sequence_last_value)",
            "CREATE AGGREGATE a (BASETYPE = text, SFUNC = extensions.crosstab, STYPE = text)",
            "CREATE CAST (regclass AS bigint) WITH FUNCTION pg_sequence_last_value(regclass)",
            "CREATE CAST (text AS bigint) WITH FUNCTION pg_catalog.of_a_later_version(text)",
            "CREATE TYPE r AS RANGE (SUBTYPE = float8, SUBTYPE_DIFF = of_an_extension)",
            "ALTER OPERATOR ## (int, int) SET (RESTRICT = of_an_extension)",
        ],
    );
    refused(
        "text-that-runs",
        &[
            "CREATE OPERATOR ## (FUNCTION = nextval, RIGHTARG = regclass)",
            "CREATE CAST (regclass AS bigint) WITH FUNCTION currval(regclass)",
            "CREATE AGGREGATE a (text) (sfunc = \"query_to_xml\", stype = xml)",
            "CREATE OPERATOR ## (FUNCTION = 'set_config', LEFTARG = text, RIGHTARG = text)",
        ],
    );
    accepted(&[
        "CREATE OPERATOR ## (FUNCTION = int4pl, LEFTARG = int, RIGHTARG = int, COMMUTATOR = ##, RESTRICT = eqsel, JOIN = eqjoinsel)",
        "CREATE OPERATOR ## (FUNCTION = extensions.of_an_extension, LEFTARG = text, RIGHTARG = text)",
        "CREATE AGGREGATE a (int) (SFUNC = int4pl, STYPE = int, INITCOND = '0', SORTOP = <, PARALLEL = safe)",
        "CREATE AGGREGATE a (anyelement) (SFUNC = array_agg_transfn, STYPE = internal, FINALFUNC = array_agg_finalfn, FINALFUNC_EXTRA)",
        "CREATE FUNCTION f(t) RETURNS text LANGUAGE sql AS 'SELECT 1::text'; CREATE CAST (t AS text) WITH FUNCTION f(t)",
        "CREATE TYPE r AS RANGE (SUBTYPE = float8, SUBTYPE_DIFF = float8mi, COLLATION = \"C\")",
        // Labels and fields are no functions.
        "CREATE TYPE a AS ENUM ('nextval', 'set_config', 'pg_sequence_last_value')",
        "CREATE TYPE a AS (nextval int, set_config text, currtid2 tid)",
    ]);
}

#[test]
fn a_function_of_an_extension_that_takes_a_name_is_refused() {
    refused(
        "unlisted-function",
        &[
            "CREATE DOMAIN dblink_build_sql_insert AS int; SELECT dblink_build_sql_insert('plugin_' || 'auth.users', '1', 1, '{1}', '{1}')",
            "SELECT extensions.dblink_get_pkey('plugin_' || 'auth.users')",
            "CREATE TRIGGER x BEFORE INSERT ON t FOR EACH ROW EXECUTE FUNCTION autoinc('id', 'users_id_seq')",
            "SELECT isn_weak(true)",
            "SELECT st_retile('plugin_' || 'auth.rasters', 'a', 1, 1, 1)",
            "SELECT extensions.st_createoverview('x', 'a', 2)",
            "SELECT extensions.dropgeometrytable('plugin_auth', 'users')",
            "SELECT st_mapalgebra(a, NULL, 'b') FROM t",
            "SELECT st_of_a_later_version('x')",
        ],
    );
}

#[test]
fn functions_on_a_list_are_called() {
    accepted(&[
        "SELECT lower(a), coalesce(b, 1), greatest(1, 2), extract(year from now()), trim(both from c) FROM t",
        "SELECT jsonb_agg(a ORDER BY b) FILTER (WHERE c), percentile_cont(0.5) WITHIN GROUP (ORDER BY d) FROM t",
        "SELECT row_number() OVER (PARTITION BY a), date(b), numeric(c) FROM t",
        "CREATE TABLE t (id uuid DEFAULT gen_random_uuid(), other uuid DEFAULT uuid_generate_v4())",
        "CREATE INDEX ON t USING gin (to_tsvector('english', a))",
        "CREATE INDEX ON t (similarity(a, 'x')); SELECT crypt('x', gen_salt('bf')), st_distance(a, b) FROM t",
        "SELECT pg_notify('news', 'x'), pg_get_constraintdef(oid), pg_typeof(1), format_type(1, 2) FROM pg_constraint",
        "CREATE TRIGGER x BEFORE UPDATE ON t FOR EACH ROW EXECUTE FUNCTION suppress_redundant_updates_trigger()",
        "CREATE TRIGGER x BEFORE UPDATE ON t FOR EACH ROW EXECUTE PROCEDURE moddatetime(at)",
        // The plugin's own, and what the host lets all plugins use.
        "SELECT f(), plugin_my_feature.f(), extensions.of_an_extension()",
        "CREATE FUNCTION h() RETURNS int LANGUAGE sql AS 'SELECT 1'; SELECT h(); CREATE DOMAIN d AS int; SELECT d(1)",
    ]);
}

#[test]
fn a_sequence_is_moved_by_its_name() {
    refused(
        "text-that-runs",
        &[
            "DO $$ BEGIN PERFORM nextval(oid::regclass) FROM pg_class WHERE relkind = 'S'; END $$",
            "SELECT setval(c.oid, 1) FROM pg_class c",
            "CREATE FUNCTION h(s text) RETURNS bigint LANGUAGE sql AS $$ SELECT nextval(s) $$",
            "SELECT setval(pg_get_serial_sequence(t, 'id'), 1) FROM (SELECT 'plugin_auth.users' AS t) x",
            "SELECT setval(16385, 77)",
        ],
    );
    // An oid may be that of any sequence or table.
    refused(
        "schema-in-text",
        &[
            "SELECT nextval('16385')",
            "SELECT setval(('163' || '85')::regclass, 77)",
            "SELECT table_to_xml('16385', true, false, '')",
            "SELECT '16385'::regclass",
            "SELECT ARRAY['items', '16385']::regclass[], '{items,16385}'::regclass[]",
            "CREATE FUNCTION h(s regclass DEFAULT '16385') RETURNS bigint LANGUAGE sql AS 'SELECT 1::bigint'",
        ],
    );
    accepted(&[
        "SELECT nextval('items_id_seq'), currval('items_id_seq'::regclass), lastval()",
        "SELECT setval('items_id_seq', (SELECT max(id) FROM items))",
        "SELECT setval(pg_get_serial_sequence('items', 'id'), coalesce(max(id), 1)) FROM items",
        "SELECT setval(pg_get_serial_sequence('items', 'id')::regclass, 1)",
    ]);
}

#[test]
fn a_catalogue_that_is_on_no_list_is_not_read() {
    refused(
        "unlisted-catalogue",
        &[
            "CREATE VIEW v AS SELECT * FROM pg_user_mappings, pg_shadow, pg_authid",
            "CREATE VIEW v AS SELECT * FROM pg_sequences",
            // PostgreSQL looks in its catalogue first, whatever the plugin makes.
            "CREATE TABLE pg_authid (id int); CREATE TABLE x AS SELECT rolname, rolpassword FROM pg_authid",
            "CREATE TEMP TABLE pg_shadow (id int); CREATE TABLE x AS SELECT * FROM pg_shadow",
            "CREATE VIEW pg_group AS SELECT 1; SELECT * FROM pg_group",
            "CREATE VIEW v AS SELECT usename, passwd FROM pg_shadow",
            "CREATE VIEW v AS SELECT rolname, rolpassword FROM pg_authid",
            "CREATE VIEW v WITH (security_barrier) AS SELECT passwd FROM pg_catalog.pg_shadow",
            "CREATE VIEW v AS SELECT * FROM pg_authid; UPDATE v SET rolsuper = true",
            "INSERT INTO t SELECT rolpassword FROM pg_authid",
            "TABLE pg_authid",
            "SELECT * FROM a JOIN LATERAL (SELECT * FROM ONLY pg_catalog.\"pg_authid\") b ON true",
            "DO $$ DECLARE r record; BEGIN FOR r IN SELECT * FROM pg_shadow LOOP NULL; END LOOP; END $$",
            "CREATE FUNCTION h() RETURNS text LANGUAGE sql AS $$ SELECT umoptions::text FROM pg_user_mapping $$",
            "SELECT * FROM information_schema.user_mapping_options",
            "SELECT * FROM information_schema._pg_user_mappings",
            "SELECT * FROM pg_of_a_later_version",
        ],
    );
    accepted(&[
        "SELECT relname FROM pg_class JOIN pg_catalog.pg_namespace n ON n.oid = relnamespace",
        "SELECT 1 FROM pg_enum WHERE enumtypid = 'ty'::regtype",
        "SELECT column_name FROM information_schema.columns WHERE table_name = 'items'",
        // Not of the catalogue.
        "CREATE TABLE pg_dumps (id int); SELECT * FROM pg_dumps",
        "WITH RECURSIVE x AS (SELECT 1) SELECT * FROM x",
    ]);
}

#[test]
fn a_view_through_which_the_catalogue_could_be_written_is_refused() {
    refused(
        "view-of-catalogue",
        &[
            "CREATE VIEW v AS SELECT * FROM pg_proc",
            "CREATE OR REPLACE VIEW v AS SELECT proname, prosrc FROM pg_catalog.pg_proc p WHERE p.pronargs = 0",
            "CREATE TEMP VIEW v AS SELECT * FROM pg_class",
            "CREATE VIEW v AS TABLE pg_settings",
            "CREATE VIEW v AS (SELECT * FROM pg_class)",
            "CREATE VIEW v AS ((TABLE ONLY pg_catalog.pg_class))",
            "CREATE VIEW v AS SELECT * FROM ONLY (pg_class)",
            "CREATE TABLE pg_class (id int); CREATE VIEW v AS SELECT * FROM pg_class",
            // A function of the plugin's that is called like an aggregate.
            "CREATE VIEW v AS SELECT count(relname, 1) FROM pg_class",
            "CREATE VIEW v AS SELECT relname, (SELECT count(*) FROM a) FROM pg_class",
        ],
    );
    accepted(&[
        "CREATE VIEW v AS SELECT relname, count(*) FROM pg_class GROUP BY 1",
        "CREATE VIEW v AS SELECT relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace",
        "CREATE MATERIALIZED VIEW v AS SELECT proname FROM pg_proc",
        "CREATE VIEW v AS SELECT count(*) FROM pg_class",
        "CREATE VIEW v AS SELECT DISTINCT relkind FROM pg_class",
        "CREATE VIEW v AS SELECT relname, row_number() OVER () FROM pg_class",
        "CREATE VIEW v AS SELECT relname FROM pg_class UNION SELECT 'x'",
        "CREATE VIEW v AS SELECT * FROM (SELECT relname FROM pg_class) x",
        "CREATE VIEW v AS SELECT table_name FROM information_schema.tables",
    ]);
}

#[test]
fn what_applies_to_the_types_of_everybody_is_refused() {
    refused(
        "database-wide",
        &[
            "CREATE CAST (text AS int) WITH FUNCTION f(text) AS IMPLICIT",
            "CREATE CAST (text AS varchar(10)) WITHOUT FUNCTION",
            "CREATE CAST (double precision AS timestamp with time zone) WITH FUNCTION f(double precision)",
            "CREATE CAST (pg_catalog.int4 AS boolean) WITH INOUT AS ASSIGNMENT",
            "CREATE CAST (extensions.citext AS text[]) WITH INOUT",
            "CREATE OPERATOR CLASS c DEFAULT FOR TYPE text USING btree AS FUNCTION 1 f(text, text)",
        ],
    );
    accepted(&[
        "CREATE CAST (ty AS text) WITH FUNCTION f(ty)",
        "CREATE CAST (text AS plugin_my_feature.ty) WITH INOUT",
        "CREATE OPERATOR CLASS c FOR TYPE text USING btree AS FUNCTION 1 f(text, text)",
        "CREATE OPERATOR CLASS c DEFAULT FOR TYPE ty USING btree AS FUNCTION 1 f(ty, ty)",
    ]);
}

/// `diesel setup` writes it into every application.
const INITIAL_SETUP: &str = r"
CREATE OR REPLACE FUNCTION diesel_manage_updated_at(_tbl regclass) RETURNS VOID AS $$
BEGIN
    EXECUTE format('CREATE TRIGGER set_updated_at BEFORE UPDATE ON %s
                    FOR EACH ROW EXECUTE PROCEDURE diesel_set_updated_at()', _tbl);
END;
$$ LANGUAGE plpgsql;

CREATE OR REPLACE FUNCTION diesel_set_updated_at() RETURNS trigger AS $$
BEGIN
    IF (
        NEW IS DISTINCT FROM OLD AND
        NEW.updated_at IS NOT DISTINCT FROM OLD.updated_at
    ) THEN
        NEW.updated_at := current_timestamp;
    END IF;
    RETURN NEW;
END;
$$ LANGUAGE plpgsql;
";

#[test]
fn the_initial_setup_of_diesel_passes_without_a_warning() {
    accepted(&[
        INITIAL_SETUP,
        &format!("{INITIAL_SETUP} SELECT diesel_manage_updated_at('items');"),
    ]);
    let foreign = format!("{INITIAL_SETUP} SELECT diesel_manage_updated_at('plugin_auth.users');");
    refused("schema-in-text", &[&foreign]);
    // Another text is dynamic SQL like any other.
    warned("dynamic-sql", &[&INITIAL_SETUP.replace("BEFORE", "AFTER")]);
    let down = "DROP FUNCTION IF EXISTS diesel_manage_updated_at(_tbl regclass); \
                DROP FUNCTION IF EXISTS diesel_set_updated_at();";
    assert!(check(down).findings.is_empty());
}
