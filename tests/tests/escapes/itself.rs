//! What a plugin can do to itself for good.

use super::{Family, Gain};

pub(crate) const ITSELF: Family = Family {
    name: "the plugin itself, for good",
    gain: Gain::Itself,
    rows: &[
        (
            "`ALTER ROLE … PASSWORD` of itself",
            "ALTER ROLE CURRENT_USER PASSWORD 'mine'",
            "",
        ),
        (
            "`ALTER ROLE … SET` of itself",
            "ALTER ROLE CURRENT_USER SET work_mem = '64kB'",
            "",
        ),
        (
            "`ALTER ROLE … NOLOGIN` of itself",
            "ALTER ROLE CURRENT_USER NOLOGIN",
            "",
        ),
        (
            "`ALTER ROLE … CONNECTION LIMIT` of itself",
            "ALTER ROLE CURRENT_USER CONNECTION LIMIT 1",
            "",
        ),
        (
            "`ALTER DEFAULT PRIVILEGES` of itself",
            "ALTER DEFAULT PRIVILEGES GRANT SELECT ON TABLES TO PUBLIC",
            "",
        ),
        (
            "`ALTER DEFAULT PRIVILEGES` of itself in another plugin's schema",
            "ALTER DEFAULT PRIVILEGES IN SCHEMA {victim} GRANT SELECT ON TABLES TO PUBLIC",
            "",
        ),
        (
            "`SET local_preload_libraries`, to what the administrator has put into `$libdir/plugins`",
            "SET local_preload_libraries = 'auto_explain'",
            "",
        ),
        (
            "`CREATE TABLE` in its own schema",
            "CREATE TABLE {thief}.more ()",
            "",
        ),
        (
            "`CREATE TABLE` in its own schema, as its owner role",
            "SELECT {thief}.run_as_owner('CREATE TABLE more ()')",
            "",
        ),
        ("`TRUNCATE` of its own table", "TRUNCATE {thief}.loot", ""),
        (
            "`DROP TABLE` of its own table, as its owner role",
            "SELECT {thief}.run_as_owner('DROP TABLE loot')",
            "",
        ),
        (
            "`GRANT` of its own table to everybody",
            "GRANT SELECT ON {thief}.loot TO PUBLIC",
            "(SELECT relacl::text LIKE '%=r/%' AND relacl::text ~ '[{,]=r/' FROM pg_class WHERE oid = '{thief}.loot'::regclass)",
        ),
        (
            "`GRANT` of its own table to everybody, as its owner role",
            "SELECT {thief}.run_as_owner('GRANT SELECT ON loot TO PUBLIC')",
            "",
        ),
        (
            "`DROP SCHEMA` of its own",
            "DROP SCHEMA {thief} CASCADE",
            "",
        ),
        (
            "`ALTER SCHEMA` of its own",
            "ALTER SCHEMA {thief} RENAME TO escaped",
            "",
        ),
        (
            "a temporary table in front of its own",
            "CREATE TEMP TABLE loot (); SET search_path TO pg_temp, {thief}",
            "'loot'::regclass = 'pg_temp.loot'::regclass",
        ),
        (
            "a temporary table in front of its own, on the path of its sessions",
            "CREATE TEMP TABLE loot ()",
            "'loot'::regclass = 'pg_temp.loot'::regclass",
        ),
        (
            "a default conversion among its temporary objects, which PostgreSQL never uses",
            "CREATE DEFAULT CONVERSION pg_temp.c FOR 'LATIN1' TO 'UTF8' FROM iso8859_1_to_utf8",
            "",
        ),
    ],
    alone: false,
};
