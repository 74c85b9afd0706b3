//! ISO-15: what PostgreSQL keeps for a transaction, in which several plugins have their turns.

use diesel::prelude::*;
use schema_iso_query::connection::SafeConnection;
use schema_iso_query::door::raw_connection;
use schema_iso_query::plugin::Plugin;

use super::hostile::{Hostile, ISOLATIONS, Victim, host, leave, shown, try_leave, victims_rows};
use crate::host::HostTransactionError;
use crate::testing::TestDatabase;

type Nothing = Result<(), HostTransactionError>;

fn run<P: Plugin>(connection: &mut SafeConnection<P>, sql: &str) -> QueryResult<usize> {
    diesel::sql_query(sql).execute(raw_connection(connection)?)
}

/// A trigger that is put off to the end of the transaction would otherwise run in the session
/// of the plugin that has the last turn: its `t` would be that plugin's.
#[test]
fn what_a_plugin_puts_off_runs_at_the_end_of_its_turn_as_itself() {
    let database = TestDatabase::create().unwrap();
    for isolation in ISOLATIONS {
        let host = host(&database, isolation, |builder| builder);
        host.transaction(|unit| {
            run(
                &mut *unit.scope::<Hostile>()?,
                "INSERT INTO plugin_host_hostile.late VALUES (1)",
            )
            .unwrap();
            unit.scope::<Victim>().map(drop)
        })
        .unwrap();
        assert_eq!(victims_rows(&database), "0", "{isolation:?}");
    }
    // Twice as the host's role, once as the plugin's: a trigger has the path of its plugin, also where
    // the session has none.
    let names = "SELECT string_agg(name, ',' ORDER BY name) FROM plugin_host_hostile.t";
    assert_eq!(
        super::ask(&database, names),
        "own,plugin_host_hostile,postgres,postgres"
    );
}

#[test]
fn what_a_plugin_put_off_and_fails_is_that_plugins_error() {
    let database = TestDatabase::create().unwrap();
    for isolation in ISOLATIONS {
        let host = host(&database, isolation, |builder| builder);
        let result: Nothing = host.transaction(|unit| {
            let twice = "INSERT INTO plugin_host_hostile.checked_late VALUES (1), (1)";
            run(&mut *unit.scope::<Hostile>()?, twice).unwrap();
            unit.scope::<Victim>().map(drop)
        });
        let Err(HostTransactionError::EndTurn { plugin, .. }) = result else {
            panic!("{isolation:?}: {result:?}");
        };
        assert_eq!(plugin, Hostile::METADATA.id());
    }
}

#[test]
fn the_modes_of_constraints_are_the_same_in_every_turn() {
    let database = TestDatabase::create().unwrap();
    let twice = |table: &str| format!("INSERT INTO plugin_host_victim.{table} VALUES (1), (1)");
    for isolation in ISOLATIONS {
        let host = host(&database, isolation, |builder| builder);
        for command in [
            "SET CONSTRAINTS ALL DEFERRED",
            "SET CONSTRAINTS ALL IMMEDIATE",
        ] {
            // Put off from the beginning: the second row may go again before the end.
            host.transaction(|unit| {
                leave(&mut *unit.scope::<Hostile>()?, command);
                let mut victim = unit.scope::<Victim>()?;
                run(&mut victim, &twice("unique_late")).unwrap();
                run(&mut victim, "DELETE FROM plugin_host_victim.unique_late").unwrap();
                Ok::<_, HostTransactionError>(())
            })
            .unwrap_or_else(|error| panic!("{isolation:?}: {command}: {error}"));
            // Checked at once from the beginning.
            let result: Nothing = host.transaction(|unit| {
                leave(&mut *unit.scope::<Hostile>()?, command);
                let refused = run(&mut *unit.scope::<Victim>()?, &twice("unique_later"));
                assert!(refused.is_err(), "{isolation:?}: {command}");
                Ok(())
            });
            assert!(matches!(result, Err(HostTransactionError::Commit { .. })));
        }
    }
}

/// What cannot be taken back before the end of a transaction makes it fail, and not
/// succeed with another meaning.
#[test]
fn a_transaction_that_a_plugin_makes_read_only_fails_for_the_next_one() {
    let database = TestDatabase::create().unwrap();
    for isolation in ISOLATIONS {
        let host = host(&database, isolation, |builder| builder);
        let result: Nothing = host.transaction(|unit| {
            leave(&mut *unit.scope::<Hostile>()?, "SET TRANSACTION READ ONLY");
            let refused = super::hostile::insert(&mut *unit.scope::<Victim>()?, "row");
            assert!(refused.is_err(), "{isolation:?}");
            // The host does not pass the failure on.
            Ok(())
        });
        assert!(matches!(result, Err(HostTransactionError::Commit { .. })));
        assert_eq!(victims_rows(&database), "0", "{isolation:?}");
    }
}

#[test]
fn locks_stay_until_the_end_of_the_transaction() {
    let database = TestDatabase::create().unwrap();
    let locks = "SELECT count(*) FROM pg_locks WHERE pid = pg_backend_pid() AND ";
    for isolation in ISOLATIONS {
        let host = host(&database, isolation, |builder| builder);
        for (command, lock) in [
            (
                "LOCK TABLE plugin_host_hostile.late IN SHARE MODE",
                "mode = 'ShareLock' AND locktype = 'relation'",
            ),
            (
                "SELECT 1 FROM plugin_host_hostile.t FOR UPDATE",
                "mode = 'RowShareLock' \
                 AND relation = (SELECT oid FROM pg_class WHERE relname = 't' AND relnamespace = \
                 (SELECT oid FROM pg_namespace WHERE nspname = 'plugin_host_hostile'))",
            ),
            ("SELECT pg_advisory_xact_lock(7)", "locktype = 'advisory'"),
        ] {
            let lock = format!("{locks}{lock}");
            host.transaction(|unit| {
                leave(&mut *unit.scope::<Hostile>()?, command);
                let held = shown(&mut *unit.scope::<Victim>()?, &lock);
                assert_eq!(held, "1", "{isolation:?}: {command}");
                Ok::<_, HostTransactionError>(())
            })
            .unwrap();
        }
    }
}

#[test]
fn a_large_object_that_is_open_stays_open_until_the_end_of_the_transaction() {
    let database = TestDatabase::create().unwrap();
    for isolation in ISOLATIONS {
        let host = host(&database, isolation, |builder| builder);
        host.transaction(|unit| {
            let mut victim = unit.scope::<Victim>()?;
            let open = "SELECT lo_open(lo_from_bytea(0, 'secret'), 393216)";
            let number = shown(&mut victim, open);
            drop(victim);
            let read = format!("SELECT convert_from(loread({number}, 6), 'UTF8')");
            let found = shown(&mut *unit.scope::<Hostile>()?, &read);
            assert_eq!(found, "secret", "{isolation:?}");
            Ok::<_, HostTransactionError>(())
        })
        .unwrap();
    }
}

#[test]
fn a_plugin_cannot_change_the_isolation_level_or_what_was_read_only() {
    let database = TestDatabase::create().unwrap();
    for isolation in ISOLATIONS {
        let host = host(&database, isolation, |builder| builder);
        for command in [
            "SET TRANSACTION ISOLATION LEVEL SERIALIZABLE",
            "SET TRANSACTION READ ONLY; SET TRANSACTION READ WRITE",
        ] {
            let result: Nothing = host.transaction(|unit| {
                let refused = try_leave(&mut *unit.scope::<Hostile>()?, command);
                assert!(refused.is_err(), "{isolation:?}: {command}");
                Ok(())
            });
            assert!(matches!(result, Err(HostTransactionError::Commit { .. })));
        }
    }
}

#[test]
fn a_cursor_of_the_transaction_is_closed_at_the_end_of_a_turn() {
    let database = TestDatabase::create().unwrap();
    for isolation in ISOLATIONS {
        let host = host(&database, isolation, |builder| builder);
        host.transaction(|unit| {
            leave(
                &mut *unit.scope::<Hostile>()?,
                "DECLARE mine CURSOR FOR SELECT 1",
            );
            let open = "SELECT count(*) FROM pg_cursors WHERE name = 'mine'";
            let left = shown(&mut *unit.scope::<Victim>()?, open);
            assert_eq!(left, "0", "{isolation:?}");
            Ok::<_, HostTransactionError>(())
        })
        .unwrap();
    }
}
