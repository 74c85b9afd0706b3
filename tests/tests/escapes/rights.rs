//! Escapes to the rights of others.

use super::{Family, Gain};

pub(crate) const CLIMBING: Family = Family {
    name: "becoming another role",
    gain: Gain::Rights,
    rows: &[
        ("`SET ROLE` to the host's role", "SET ROLE {host}", IS_HOST),
        (
            "`SET LOCAL ROLE` after a savepoint",
            "SAVEPOINT s; SET LOCAL ROLE {host}",
            IS_HOST,
        ),
        ("`RESET ROLE`", "RESET ROLE", IS_HOST),
        ("`SET ROLE NONE`", "SET ROLE NONE", IS_HOST),
        (
            "`set_config('role', …)`",
            "SELECT set_config('role', '{host}', false)",
            IS_HOST,
        ),
        (
            "`RESET ROLE` by `EXECUTE` in a `DO` block",
            "DO $$ BEGIN EXECUTE 'RESET ROLE'; END $$",
            IS_HOST,
        ),
        (
            "`RESET ROLE` by a function of a migration",
            "SELECT {thief}.run('RESET ROLE')",
            IS_HOST,
        ),
        (
            "`RESET ROLE` by a function with its owner's rights",
            "SELECT {thief}.run_as_owner('RESET ROLE')",
            IS_HOST,
        ),
        (
            "`SET ROLE` by a function with its owner's rights",
            "SELECT {thief}.run_as_owner('SET ROLE {host}')",
            IS_HOST,
        ),
        (
            "`SET ROLE` in a procedure",
            "CREATE PROCEDURE pg_temp.p() LANGUAGE plpgsql AS 'BEGIN SET ROLE {host}; END'; CALL pg_temp.p()",
            IS_HOST,
        ),
        (
            "a temporary function with `SET role`",
            "CREATE FUNCTION pg_temp.f() RETURNS text LANGUAGE sql SET role = '{host}' AS 'SELECT current_user::text'",
            "pg_temp.f() = '{host}'",
        ),
        ("`RESET ALL`", "RESET ALL", IS_HOST),
        (
            "`SET ROLE` to another plugin's role",
            "SET ROLE {role}",
            "current_user = '{role}'",
        ),
        (
            "`SET ROLE` to another plugin's owner role",
            "SET ROLE owner_escape_victim",
            "current_user = 'owner_escape_victim'",
        ),
        (
            "`SET ROLE` to the plugin's own owner role",
            "SET ROLE owner_escape_thief",
            "current_user = 'owner_escape_thief'",
        ),
        (
            "`SET ROLE` to a superuser",
            "SET ROLE postgres",
            "current_user = 'postgres'",
        ),
        (
            "`SET ROLE pg_read_all_data`",
            "SET ROLE pg_read_all_data",
            "",
        ),
        (
            "`SET SESSION AUTHORIZATION` to another plugin's role",
            "SET SESSION AUTHORIZATION {role}",
            "session_user = '{role}'",
        ),
        (
            "`SET SESSION AUTHORIZATION DEFAULT`",
            "SET SESSION AUTHORIZATION DEFAULT",
            IS_HOST,
        ),
        (
            "`RESET SESSION AUTHORIZATION`",
            "RESET SESSION AUTHORIZATION",
            IS_HOST,
        ),
        (
            "`set_config('session_authorization', …)`",
            "SELECT set_config('session_authorization', 'postgres', false)",
            "session_user = 'postgres'",
        ),
    ],
    alone: false,
};

pub(crate) const DISCARDING: Family = Family {
    name: "becoming another role, outside of a transaction",
    gain: Gain::Rights,
    rows: &[("`DISCARD ALL`", "DISCARD ALL", IS_HOST)],
    alone: true,
};

const IS_HOST: &str = "current_user = '{host}'";

pub(crate) const GRANTING: Family = Family {
    name: "granting and changing roles",
    gain: Gain::Rights,
    rows: &[
        (
            "`GRANT` of the host's role",
            "GRANT {host} TO CURRENT_USER",
            "",
        ),
        (
            "`GRANT` of another plugin's role",
            "GRANT owner_escape_victim TO CURRENT_USER",
            "",
        ),
        (
            "`GRANT pg_read_all_data`",
            "GRANT pg_read_all_data TO CURRENT_USER",
            "",
        ),
        (
            "`GRANT pg_execute_server_program`",
            "GRANT pg_execute_server_program TO CURRENT_USER",
            "",
        ),
        ("`CREATE ROLE`", "CREATE ROLE escaped", ""),
        (
            "`CREATE ROLE … SUPERUSER`",
            "CREATE ROLE escaped SUPERUSER",
            "",
        ),
        (
            "`CREATE ROLE … IN ROLE` of another plugin",
            "CREATE ROLE escaped IN ROLE owner_escape_victim",
            "",
        ),
        (
            "`ALTER ROLE … SUPERUSER` of itself",
            "ALTER ROLE CURRENT_USER SUPERUSER",
            "",
        ),
        (
            "`ALTER ROLE … CREATEROLE` of itself",
            "ALTER ROLE CURRENT_USER CREATEROLE",
            "",
        ),
        (
            "`ALTER ROLE … BYPASSRLS` of itself",
            "ALTER ROLE CURRENT_USER BYPASSRLS",
            "",
        ),
        (
            "`ALTER ROLE … PASSWORD` of another plugin",
            "ALTER ROLE owner_escape_victim PASSWORD 'x'",
            "",
        ),
        (
            "`ALTER ROLE … LOGIN` of another plugin's owner role",
            "ALTER ROLE owner_escape_victim LOGIN",
            "",
        ),
        (
            "`ALTER ROLE … SET` of another plugin",
            "ALTER ROLE owner_escape_victim SET work_mem = '64kB'",
            "",
        ),
        (
            "`ALTER ROLE … RENAME` of another plugin",
            "ALTER ROLE owner_escape_victim RENAME TO escaped",
            "",
        ),
        (
            "`ALTER ROLE ALL SET`",
            "ALTER ROLE ALL SET work_mem = '64kB'",
            "",
        ),
        (
            "`DROP ROLE` of another plugin",
            "DROP ROLE owner_escape_victim",
            "",
        ),
        (
            "`REASSIGN OWNED` of another plugin",
            "REASSIGN OWNED BY owner_escape_victim TO CURRENT_USER",
            "",
        ),
        (
            "`DROP OWNED` of another plugin",
            "DROP OWNED BY owner_escape_victim",
            "",
        ),
        (
            "`GRANT` on another plugin's schema",
            "GRANT USAGE ON SCHEMA {victim} TO PUBLIC",
            "",
        ),
        (
            "`GRANT` on another plugin's table",
            "GRANT SELECT ON {victim}.secrets TO PUBLIC",
            "",
        ),
        (
            "`GRANT` on another plugin's function",
            "GRANT EXECUTE ON FUNCTION {victim}.reveal() TO PUBLIC",
            "",
        ),
        (
            "`ALTER DEFAULT PRIVILEGES` of another plugin",
            "ALTER DEFAULT PRIVILEGES FOR ROLE owner_escape_victim GRANT SELECT ON TABLES TO PUBLIC",
            "",
        ),
        (
            "`GRANT` on the database",
            "GRANT CREATE ON DATABASE {database} TO PUBLIC",
            "has_database_privilege(current_database(), 'CREATE')",
        ),
    ],
    alone: false,
};
