//! What is the host's to do.

use schema_iso::migration::check_sql;

use super::{accepted, check, context, refused};

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
            "CREATE EXTENSION IF NOT EXISTS x CASCADE",
            "CREATE EXTENSION IF NOT EXISTS x VERSION '1.0'",
            "CREATE EXTENSION IF NOT EXISTS x WITH SCHEMA public",
            "CREATE EXTENSION IF NOT EXISTS x SCHEMA plugin_my_feature",
            "CREATE EXTENSION IF NOT EXISTS x SCHEMA elsewhere",
            "ALTER EXTENSION x UPDATE",
            "DROP EXTENSION x",
            "COMMENT ON EXTENSION x IS 'y'",
        ],
    );
    // The host installs it, so that this does nothing.
    accepted(&[
        "CREATE EXTENSION IF NOT EXISTS x",
        "CREATE EXTENSION IF NOT EXISTS \"uuid-ossp\" WITH SCHEMA extensions",
    ]);
    let declared = context().with_extensions(&["uuid-ossp"]);
    let of_the_host = |sql| check_sql(sql, &declared).is_accepted();
    assert!(of_the_host("CREATE EXTENSION IF NOT EXISTS \"uuid-ossp\""));
    assert!(!of_the_host("CREATE EXTENSION IF NOT EXISTS x"));
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
    accepted(&["SELECT pg_notify('a', 'b'), pg_lsn '0/0'"]);
}

#[test]
fn locks_with_one_key_are_the_hosts() {
    refused(
        "advisory-lock",
        &[
            "SELECT pg_advisory_lock(1)",
            "SELECT pg_advisory_lock(hashtextextended('schema-iso:auth', 0))",
            "SELECT pg_catalog.pg_advisory_xact_lock(1)",
            "SELECT \"pg_advisory_lock_shared\"(1)",
            "SELECT pg_advisory_xact_lock_shared(id) FROM items",
            "SELECT * FROM pg_try_advisory_lock(1)",
            "SELECT pg_try_advisory_lock_shared((1))",
            "SELECT pg_try_advisory_xact_lock(1), pg_try_advisory_xact_lock_shared(1)",
            "SELECT pg_advisory_unlock(1)",
            "SELECT pg_advisory_unlock_shared(1)",
            "DO $$ BEGIN PERFORM pg_advisory_lock(1); END $$",
            "DO $$ BEGIN EXECUTE 'SELECT pg_advisory_lock(1)'; END $$",
            "CREATE FUNCTION f() RETURNS void LANGUAGE sql BEGIN ATOMIC SELECT pg_advisory_lock(1); END",
            "CREATE VIEW v AS SELECT pg_try_advisory_lock(1)",
            "CREATE TABLE t (id int DEFAULT pg_advisory_lock(1)::text::int)",
        ],
    );
    refused(
        "text-that-runs",
        &["CREATE AGGREGATE a (bigint) (SFUNC = pg_advisory_lock, STYPE = bigint)"],
    );
    accepted(&[
        "SELECT pg_advisory_xact_lock(1, 2), pg_advisory_unlock(hashtext('a'), 1)",
        "DO $$ BEGIN PERFORM pg_try_advisory_lock(1, 2); END $$",
        "CREATE TABLE pg_advisory_notes (id int)",
    ]);
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
        // PostgreSQL looks there first where a path does not name it.
        "plugin_my_feature",
        "plugin_my_feature, extensions",
        "pg_catalog",
        "'pg_catalog'",
    ] {
        refused("security-definer", &[&function(path)]);
    }
    for path in [
        "plugin_my_feature, pg_temp",
        "plugin_my_feature, extensions, \"pg_temp\"",
        "''",
    ] {
        accepted(&[&function(path)]);
    }
}
