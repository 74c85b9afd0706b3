//! What is PostgreSQL's, the runner's or everybody's.

use super::{accepted, refused};

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
        "CREATE MATERIALIZED VIEW v AS SELECT relname FROM pg_class",
        "CREATE TABLE t (note text DEFAULT 'pg_stats')",
    ]);
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
