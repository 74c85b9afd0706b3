//! Settings and transactions.

use schema_iso::migration::check_sql;

use super::{accepted, context, refused};

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
