//! Escapes to the server, to its files and programs, and to what all of a database share.

use super::{Family, Gain};

pub(crate) const SERVER: Family = Family {
    name: "the server, its files and programs",
    gain: Gain::Server,
    rows: &[
        (
            "`COPY … FROM PROGRAM`",
            "COPY {thief}.loot (secret) FROM PROGRAM 'echo hush'",
            "",
        ),
        (
            "`COPY … TO PROGRAM`",
            "COPY (SELECT 1) TO PROGRAM 'cat'",
            "",
        ),
        (
            "`COPY … FROM` a file",
            "COPY {thief}.loot (secret) FROM '/etc/hostname'",
            "",
        ),
        (
            "`COPY … TO` a file",
            "COPY (SELECT 1) TO '/tmp/escaped'",
            "",
        ),
        (
            "`COPY … FROM PROGRAM`, as its owner role",
            "SELECT {thief}.run_as_owner('COPY loot (secret) FROM PROGRAM ''echo hush''')",
            "",
        ),
        ("`pg_read_file`", "SELECT pg_read_file('PG_VERSION')", ""),
        (
            "`pg_read_binary_file`",
            "SELECT pg_read_binary_file('PG_VERSION')",
            "",
        ),
        ("`pg_stat_file`", "SELECT pg_stat_file('PG_VERSION')", ""),
        ("`pg_ls_dir`", "SELECT pg_ls_dir('.')", ""),
        ("`pg_ls_waldir`", "SELECT pg_ls_waldir()", ""),
        ("`pg_ls_tmpdir`", "SELECT pg_ls_tmpdir()", ""),
        ("`lo_import`", "SELECT lo_import('/etc/hostname')", ""),
        ("`lo_export`", "SELECT lo_export(4711, '/tmp/escaped')", ""),
        ("`LOAD` of a library", "LOAD 'auto_explain'", ""),
        (
            "a function in C",
            "CREATE FUNCTION pg_temp.f() RETURNS int LANGUAGE c AS 'libc', 'getpid'",
            "",
        ),
        (
            "a function `LANGUAGE internal`",
            "CREATE FUNCTION pg_temp.f(text) RETURNS bytea LANGUAGE internal AS 'pg_read_binary_file_all'",
            "",
        ),
        (
            "`CREATE LANGUAGE`",
            "CREATE LANGUAGE escaped HANDLER plpgsql_call_handler",
            "",
        ),
        (
            "`CREATE EXTENSION` that PostgreSQL trusts",
            "CREATE EXTENSION hstore SCHEMA {thief}",
            "",
        ),
        (
            "`CREATE EXTENSION` that it does not trust",
            "CREATE EXTENSION file_fdw",
            "",
        ),
        (
            "`dblink` as the server's own user",
            "SELECT * FROM extensions.dblink('dbname={database} user=postgres', 'SELECT 1') AS t(a int)",
            "",
        ),
        (
            "`dblink` as the host's role",
            "SELECT * FROM extensions.dblink('dbname={database} user={host}', 'SELECT 1') AS t(a int)",
            "",
        ),
        (
            "`dblink_connect_u`",
            "SELECT extensions.dblink_connect_u('dbname={database} user=postgres')",
            "",
        ),
        (
            "`CREATE SERVER` of a foreign data wrapper",
            "CREATE SERVER escaped FOREIGN DATA WRAPPER postgres_fdw",
            "",
        ),
        (
            "`CREATE FOREIGN DATA WRAPPER`",
            "CREATE FOREIGN DATA WRAPPER escaped",
            "",
        ),
        (
            "`CREATE USER MAPPING` for a foreign server",
            "CREATE USER MAPPING FOR CURRENT_USER SERVER elsewhere OPTIONS (user 'postgres')",
            "",
        ),
        (
            "`IMPORT FOREIGN SCHEMA`",
            "IMPORT FOREIGN SCHEMA public FROM SERVER elsewhere INTO {thief}",
            "",
        ),
        (
            "`CREATE SUBSCRIPTION`",
            "CREATE SUBSCRIPTION escaped CONNECTION 'dbname=x' PUBLICATION x WITH (connect = false)",
            "",
        ),
        (
            "`CREATE EVENT TRIGGER`",
            "CREATE FUNCTION pg_temp.e() RETURNS event_trigger LANGUAGE plpgsql AS 'BEGIN END'; CREATE EVENT TRIGGER escaped ON ddl_command_end EXECUTE FUNCTION pg_temp.e()",
            "",
        ),
        (
            "`ALTER DATABASE … SET`",
            "ALTER DATABASE {database} SET work_mem = '64kB'",
            "",
        ),
        (
            "`ALTER DATABASE … CONNECTION LIMIT`",
            "ALTER DATABASE {database} CONNECTION LIMIT 1",
            "",
        ),
        (
            "`SET session_replication_role`",
            "SET session_replication_role = replica",
            "",
        ),
        ("`SET log_statement`", "SET log_statement = 'none'", ""),
        (
            "`SET log_min_messages`",
            "SET log_min_messages = 'panic'",
            "",
        ),
        (
            "`SET lo_compat_privileges`",
            "SET lo_compat_privileges = on",
            "",
        ),
        (
            "`SET allow_system_table_mods`",
            "SET allow_system_table_mods = on",
            "",
        ),
        (
            "`SET zero_damaged_pages`",
            "SET zero_damaged_pages = on",
            "",
        ),
        ("`pg_reload_conf`", "SELECT pg_reload_conf()", ""),
        ("`pg_rotate_logfile`", "SELECT pg_rotate_logfile()", ""),
        ("`pg_switch_wal`", "SELECT pg_switch_wal()", ""),
        (
            "`pg_create_restore_point`",
            "SELECT pg_create_restore_point('escaped')",
            "",
        ),
        (
            "`pg_create_physical_replication_slot`",
            "SELECT pg_create_physical_replication_slot('escaped', false, true)",
            "",
        ),
        ("`pg_stat_reset`", "SELECT pg_stat_reset()", ""),
    ],
    alone: false,
};

pub(crate) const SERVER_ALONE: Family = Family {
    name: "the server, outside of a transaction",
    gain: Gain::Server,
    rows: &[
        (
            "`CREATE TABLESPACE`",
            "CREATE TABLESPACE escaped LOCATION '/tmp'",
            "",
        ),
        ("`ALTER SYSTEM`", "ALTER SYSTEM SET work_mem = '64kB'", ""),
        ("`CREATE DATABASE`", "CREATE DATABASE escaped", ""),
        ("`DROP DATABASE`", "DROP DATABASE template1", ""),
    ],
    alone: true,
};

pub(crate) const SHARED: Family = Family {
    name: "objects that all of a database share",
    gain: Gain::Server,
    rows: &[
        ("`CREATE SCHEMA`", "CREATE SCHEMA escaped", ""),
        (
            "`CREATE TABLE` in `public`",
            "CREATE TABLE public.escaped ()",
            "",
        ),
        (
            "`CREATE TABLE` in a shared schema",
            "CREATE TABLE extensions.escaped ()",
            "",
        ),
        (
            "`CREATE FUNCTION` in a shared schema",
            "CREATE FUNCTION extensions.escaped() RETURNS int LANGUAGE sql AS 'SELECT 1'",
            "",
        ),
        (
            "`CREATE FUNCTION` in `pg_catalog`",
            "CREATE FUNCTION pg_catalog.escaped() RETURNS int LANGUAGE sql AS 'SELECT 1'",
            "",
        ),
        (
            "`CREATE CAST` between types of PostgreSQL",
            "CREATE FUNCTION pg_temp.c(text) RETURNS int LANGUAGE sql AS 'SELECT 1'; CREATE CAST (text AS int) WITH FUNCTION pg_temp.c(text) AS IMPLICIT",
            "",
        ),
        (
            "`CREATE OPERATOR CLASS` as the default of a type",
            "CREATE OPERATOR CLASS pg_temp.o DEFAULT FOR TYPE point USING hash AS OPERATOR 1 ~=(point, point)",
            "",
        ),
        (
            "`CREATE ACCESS METHOD`",
            "CREATE ACCESS METHOD escaped TYPE TABLE HANDLER heap_tableam_handler",
            "",
        ),
        (
            "`CREATE TRANSFORM`",
            "CREATE TRANSFORM FOR int LANGUAGE sql (FROM SQL WITH FUNCTION prsd_lextype(internal))",
            "",
        ),
        ("`DROP EXTENSION`", "DROP EXTENSION dblink", ""),
        (
            "`ALTER FUNCTION` in a shared schema",
            "ALTER FUNCTION extensions.dblink(text) COST 1",
            "",
        ),
        (
            "`COMMENT ON DATABASE`",
            "COMMENT ON DATABASE {database} IS 'escaped'",
            "",
        ),
    ],
    alone: false,
};
