//! ISO-15: whatever a plugin leaves in its session, the next plugin does not find it.

use diesel::expression::AsExpression;
use diesel::prelude::*;
use diesel::sql_types::Text;
use schema_iso_query::door::raw_connection;

use super::hostile::{Hostile, ISOLATIONS, Victim, host, leave, pid, shown};
use crate::host::{HostTransactionError, Isolation};
use crate::testing::TestDatabase;

/// What a plugin can leave: the command, and an expression that shows it.
struct Leftover {
    command: String,
    shows: String,
    /// Whether it is to be seen before the transaction ends.
    at_once: bool,
}

/// Settings that every role can change, and a value that is not the default.
const SETTINGS: &[(&str, &str)] = &[
    ("application_name", "mine"),
    ("array_nulls", "off"),
    ("backslash_quote", "on"),
    ("bytea_output", "escape"),
    ("check_function_bodies", "off"),
    ("client_encoding", "LATIN1"),
    ("client_min_messages", "error"),
    ("constraint_exclusion", "off"),
    ("cursor_tuple_fraction", "0.5"),
    ("DateStyle", "German, DMY"),
    ("default_tablespace", "pg_default"),
    ("default_text_search_config", "pg_catalog.german"),
    ("default_transaction_deferrable", "on"),
    ("default_transaction_isolation", "serializable"),
    ("default_transaction_read_only", "on"),
    ("enable_seqscan", "off"),
    ("escape_string_warning", "off"),
    ("extra_float_digits", "0"),
    ("from_collapse_limit", "3"),
    ("geqo", "off"),
    ("gin_fuzzy_search_limit", "7"),
    ("idle_in_transaction_session_timeout", "1234567"),
    ("IntervalStyle", "sql_standard"),
    ("lc_monetary", "POSIX"),
    ("lc_numeric", "POSIX"),
    ("lc_time", "POSIX"),
    ("lock_timeout", "1234567"),
    ("maintenance_work_mem", "12MB"),
    ("plan_cache_mode", "force_generic_plan"),
    ("quote_all_identifiers", "on"),
    ("random_page_cost", "99"),
    ("row_security", "off"),
    ("search_path", "pg_temp"),
    ("standard_conforming_strings", "off"),
    ("statement_timeout", "1234567"),
    ("synchronize_seqscans", "off"),
    ("synchronous_commit", "local"),
    ("TimeZone", "Asia/Tokyo"),
    ("transform_null_equals", "on"),
    ("work_mem", "123kB"),
    ("xmlbinary", "hex"),
    ("xmloption", "document"),
];

/// Settings of superusers, which a plugin changes if the host's role is one.
const SUPERUSERS_SETTINGS: &[(&str, &str)] = &[
    ("lc_messages", "POSIX"),
    ("lo_compat_privileges", "on"),
    ("log_statement", "all"),
    ("session_replication_role", "replica"),
];

/// Everything that is not a setting.
const OTHERS: &[(&str, &str)] = &[
    (
        "SET mine.secret = 'hush'",
        "nullif(current_setting('mine.secret', true), '')",
    ),
    ("RESET ROLE; SET ROLE pg_monitor", "current_user"),
    ("SET SESSION AUTHORIZATION pg_monitor", "session_user"),
    (
        "PREPARE mine AS SELECT 1",
        "SELECT count(*) FROM pg_prepared_statements",
    ),
    ("CREATE TEMP TABLE mine ()", "to_regclass('pg_temp.mine')"),
    (
        "CREATE TEMP VIEW mine AS SELECT 1",
        "to_regclass('pg_temp.mine')",
    ),
    ("CREATE TEMP SEQUENCE mine", "to_regclass('pg_temp.mine')"),
    (
        "CREATE TYPE pg_temp.mine AS ENUM ('a')",
        "to_regtype('pg_temp.mine')",
    ),
    (
        "CREATE DOMAIN pg_temp.text AS text",
        "to_regtype('pg_temp.text')",
    ),
    (
        "CREATE FUNCTION pg_temp.mine() RETURNS int LANGUAGE sql AS 'SELECT 1'",
        "to_regproc('pg_temp.mine')",
    ),
    (
        "DECLARE mine CURSOR WITH HOLD FOR SELECT 1",
        "SELECT count(*) FROM pg_cursors",
    ),
    ("SELECT pg_advisory_lock(77)", ADVISORY_LOCKS),
    ("SELECT pg_advisory_lock_shared(7, 7)", ADVISORY_LOCKS),
    ("SELECT nextval('plugin_host_hostile.numbers')", "lastval()"),
    (
        "SELECT nextval('plugin_host_hostile.numbers')",
        "currval('plugin_host_hostile.numbers')",
    ),
];

const ADVISORY_LOCKS: &str =
    "SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND pid = pg_backend_pid()";

fn leftovers() -> Vec<Leftover> {
    let setting = |prefix: &str, (name, value): &(&str, &str)| Leftover {
        command: format!("{prefix}SELECT set_config('{name}', '{value}', false)"),
        shows: format!("current_setting('{name}')"),
        at_once: true,
    };
    let other = |&(command, shows): &(&str, &str)| Leftover {
        command: command.to_owned(),
        shows: shows.to_owned(),
        at_once: true,
    };
    let mut all: Vec<Leftover> = SETTINGS.iter().map(|it| setting("", it)).collect();
    // Under roles the host's role is one statement away.
    all.extend(
        SUPERUSERS_SETTINGS
            .iter()
            .map(|it| setting("RESET ROLE; ", it)),
    );
    all.extend(OTHERS.iter().map(other));
    all.push(Leftover {
        command: "LISTEN mine".to_owned(),
        shows: "SELECT count(*) FROM pg_listening_channels()".to_owned(),
        at_once: false,
    });
    all
}

#[test]
fn nothing_goes_from_one_plugin_to_the_next_through_the_pool() {
    let database = TestDatabase::create().unwrap();
    for isolation in ISOLATIONS {
        let one = |builder: crate::HostBuilder| builder.pool(|pool| pool.max_size(1));
        let fresh = host(&database, isolation, one);
        let mut fresh = fresh.connect::<Victim>().unwrap();
        let host = host(&database, isolation, one);
        for Leftover { command, shows, .. } in leftovers() {
            let expected = shown(&mut fresh, &shows);
            let mut hostile = host.connect::<Hostile>().unwrap();
            let session = pid(&mut hostile);
            leave(&mut hostile, &command);
            assert_ne!(
                shown(&mut hostile, &shows),
                expected,
                "{isolation:?}: {command}"
            );
            drop(hostile);
            let mut victim = host.connect::<Victim>().unwrap();
            // The session is the same one, or else there is nothing to see.
            let is_same = pid(&mut victim) == session;
            assert_eq!(is_same, isolation != Isolation::Qualified, "{command}");
            assert_eq!(
                shown(&mut victim, &shows),
                expected,
                "{isolation:?}: {command}"
            );
        }
    }
}

#[test]
fn nothing_goes_from_one_scope_to_the_next_inside_of_a_transaction() {
    let database = TestDatabase::create().unwrap();
    for isolation in ISOLATIONS {
        let one = |builder: crate::HostBuilder| builder.pool(|pool| pool.max_size(1));
        let fresh = host(&database, isolation, one);
        let host = host(&database, isolation, one);
        let local = |(name, value): &(&str, &str)| Leftover {
            command: format!("SELECT set_config('{name}', '{value}', true)"),
            shows: format!("current_setting('{name}')"),
            at_once: true,
        };
        let locals = SETTINGS.iter().map(local);
        for Leftover {
            command,
            shows,
            at_once,
        } in leftovers().into_iter().chain(locals)
        {
            let expected = fresh
                .transaction(|unit| {
                    Ok::<_, HostTransactionError>(shown(&mut *unit.scope::<Victim>()?, &shows))
                })
                .unwrap();
            host.transaction(|unit| {
                let mut hostile = unit.scope::<Hostile>()?;
                leave(&mut hostile, &command);
                if at_once {
                    assert_ne!(shown(&mut hostile, &shows), expected, "{command}");
                }
                drop(hostile);
                let mut victim = unit.scope::<Victim>()?;
                assert_eq!(
                    shown(&mut victim, &shows),
                    expected,
                    "{isolation:?}: {command}"
                );
                Ok::<_, HostTransactionError>(())
            })
            .unwrap_or_else(|error| panic!("{error}: {command}"));
            // Nor does anything come with the commit, for the next user of the connection.
            let next = host.transaction(|unit| {
                Ok::<_, HostTransactionError>(shown(&mut *unit.scope::<Victim>()?, &shows))
            });
            assert_eq!(next.unwrap(), expected, "{isolation:?}: {command}");
        }
    }
}

/// The answer of a statement that Diesel prepares by name.
fn answer(connection: &mut crate::SafeConnection<Victim>) -> String {
    diesel::select(AsExpression::<Text>::as_expression("right"))
        .get_result(raw_connection(connection).unwrap())
        .unwrap()
}

/// Takes the place of every prepared statement there is, and of those that will be.
const REPLACE_STATEMENTS: &str = "DO $$ DECLARE n text; BEGIN
    FOR n IN SELECT name FROM pg_prepared_statements
             UNION SELECT '__diesel_stmt_' || generate_series(0, 99) LOOP
        BEGIN EXECUTE format('DEALLOCATE %I', n); EXCEPTION WHEN OTHERS THEN NULL; END;
        EXECUTE format('PREPARE %I (text) AS SELECT ''wrong''::text', n);
    END LOOP; END $$";

#[test]
fn a_prepared_statement_of_one_plugin_never_runs_for_another() {
    let database = TestDatabase::create().unwrap();
    for isolation in ISOLATIONS {
        let host = host(&database, isolation, |builder| {
            builder.pool(|pool| pool.max_size(1))
        });
        for command in [REPLACE_STATEMENTS, "DEALLOCATE ALL"] {
            for _ in 0..2 {
                let mut victim = host.connect::<Victim>().unwrap();
                assert_eq!(answer(&mut victim), "right", "{isolation:?}");
                assert_eq!(answer(&mut victim), "right", "{isolation:?}");
                drop(victim);
                leave(&mut host.connect::<Hostile>().unwrap(), command);
            }
            host.transaction(|unit| {
                for _ in 0..2 {
                    assert_eq!(
                        answer(&mut *unit.scope::<Victim>()?),
                        "right",
                        "{isolation:?}"
                    );
                    leave(&mut *unit.scope::<Hostile>()?, command);
                    let mut victim = unit.scope::<Victim>()?;
                    // A failure empties Diesel's caches; they must not begin anew.
                    drop(super::hostile::try_shown(&mut victim, "no_such_function()"));
                    assert_eq!(answer(&mut victim), "right", "{isolation:?}");
                    drop(victim);
                    leave(&mut *unit.scope::<Hostile>()?, command);
                }
                Ok::<_, HostTransactionError>(())
            })
            .unwrap();
        }
    }
}

#[test]
fn random_numbers_of_the_next_plugin_cannot_be_known() {
    let database = TestDatabase::create().unwrap();
    for isolation in ISOLATIONS {
        let host = host(&database, isolation, |builder| {
            builder.pool(|pool| pool.max_size(1))
        });
        let mut hostile = host.connect::<Hostile>().unwrap();
        leave(&mut hostile, "SELECT setseed(0.5)");
        let known = shown(&mut hostile, "random()");
        leave(&mut hostile, "SELECT setseed(0.5)");
        assert_eq!(shown(&mut hostile, "random()"), known);
        leave(&mut hostile, "SELECT setseed(0.5)");
        drop(hostile);
        let number = shown(&mut host.connect::<Victim>().unwrap(), "random()");
        assert_ne!(number, known, "{isolation:?}");
        host.transaction(|unit| {
            leave(&mut *unit.scope::<Hostile>()?, "SELECT setseed(0.5)");
            let number = shown(&mut *unit.scope::<Victim>()?, "random()");
            assert_ne!(number, known, "{isolation:?}");
            Ok::<_, HostTransactionError>(())
        })
        .unwrap();
    }
}

#[test]
fn a_plugin_cannot_make_the_reset_of_its_session_wait() {
    use diesel::connection::SimpleConnection;

    let database = TestDatabase::create().unwrap();
    let mut other = PgConnection::establish(&database.url()).unwrap();
    for isolation in [Isolation::SearchPath, Isolation::Roles] {
        let host = host(&database, isolation, |builder| {
            builder.pool(|pool| pool.max_size(1))
        });
        // A transaction that waits until no other one can disturb it.
        let mut hostile = host.connect::<Hostile>().unwrap();
        leave(
            &mut hostile,
            "SET default_transaction_isolation TO serializable; \
             SET default_transaction_read_only TO on; SET default_transaction_deferrable TO on",
        );
        drop(hostile);
        other
            .batch_execute("BEGIN ISOLATION LEVEL SERIALIZABLE; SELECT count(*) FROM pg_class")
            .unwrap();
        drop(host.connect::<Victim>().unwrap());
        other.batch_execute("ROLLBACK").unwrap();

        // A temporary table that another session has locked.
        let mut hostile = host.connect::<Hostile>().unwrap();
        leave(&mut hostile, "CREATE TEMP TABLE mine ()");
        let schema = shown(&mut hostile, "pg_my_temp_schema()::regnamespace");
        drop(hostile);
        other
            .batch_execute(&format!(
                "BEGIN; LOCK TABLE {schema}.mine IN ACCESS SHARE MODE"
            ))
            .unwrap();
        drop(host.connect::<Victim>().unwrap());
        other.batch_execute("ROLLBACK").unwrap();
    }
}
