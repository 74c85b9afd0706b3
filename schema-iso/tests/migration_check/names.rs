//! Which names are foreign, and which are not.

use schema_iso::migration::names_that_meet;

use super::{accepted, check, refused, warned};

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
        "SELECT column_name FROM information_schema.columns WHERE table_schema = current_schema()",
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
fn former_schemas_are_accepted_where_the_runner_renames_them() {
    accepted(&[
        "SELECT * FROM plugin_old_feature.t",
        "CREATE TABLE plugin_old_feature.user (id plugin_old_feature.ty)",
        "DO $$ BEGIN PERFORM plugin_old_feature.f(); END $$",
    ]);
    let report = check("SELECT nextval('plugin_old_feature.s')");
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
fn names_that_postgresql_cuts_to_one_are_refused() {
    let first = format!("items_{}", "a".repeat(60));
    let second = format!("{first}b");
    assert!(first.len() > 63);
    warned(
        "truncated-name",
        &[
            &format!("CREATE TABLE {first} (); DROP TABLE {first}"),
            &format!("CREATE TABLE \"{first}\" ()"),
        ],
    );
    refused(
        "truncated-name",
        &[
            &format!("CREATE TABLE {first} (); CREATE TABLE IF NOT EXISTS {second} ()"),
            &format!(
                "CREATE TABLE {first} (); DO $$ BEGIN CREATE TABLE IF NOT EXISTS {second} (); END $$"
            ),
        ],
    );
    let long = "ä".repeat(31);
    accepted(&[
        &format!("CREATE TABLE \"{long}\" ()"),
        &format!("SELECT '{first}', '{second}'"),
    ]);
}

#[test]
fn names_of_several_migrations_that_become_one_are_refused() {
    let first = format!("items_{}", "a".repeat(60));
    let (up, next) = (
        format!("CREATE FUNCTION {first}() RETURNS int LANGUAGE sql AS 'SELECT 1'"),
        format!("CREATE OR REPLACE FUNCTION {first}b() RETURNS int LANGUAGE sql AS 'SELECT 2'"),
    );
    let found = names_that_meet([
        ("1/up.sql", &*up),
        ("1/down.sql", &*up),
        ("2/up.sql", &*next),
    ]);
    let texts: Vec<String> = found.iter().map(ToString::to_string).collect();
    assert_eq!(found.len(), 1, "{texts:?}");
    assert!(
        texts[0].starts_with("2/up.sql:1:28: PostgreSQL cuts"),
        "{texts:?}"
    );
    assert!(texts[0].contains("in 1/up.sql"), "{texts:?}");
    assert!(names_that_meet([("1/up.sql", &*up), ("2/up.sql", &*up)]).is_empty());
}
