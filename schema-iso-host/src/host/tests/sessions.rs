//! ISO-15: several plugins on one connection, without a transaction of the host.

use std::mem;

use diesel::prelude::*;
use schema_iso_query::connection::SafeConnection;
use schema_iso_query::door::raw_connection;
use schema_iso_query::plugin::Plugin;

use super::hostile::{Hostile, ISOLATIONS, Victim, host, insert, victims_rows};
use crate::host::HostTransactionError;
use crate::testing::TestDatabase;

type Nothing = Result<(), HostTransactionError>;

fn run<P: Plugin>(connection: &mut SafeConnection<P>, sql: &str) -> QueryResult<usize> {
    diesel::sql_query(sql).execute(raw_connection(connection)?)
}

#[test]
fn each_plugin_has_the_one_connection_in_its_own_session() {
    let database = TestDatabase::create().unwrap();
    for isolation in ISOLATIONS {
        let host = host(&database, isolation, |builder| {
            builder.pool(|pool| pool.max_size(1))
        });
        let result: Nothing = host.scope(|session| {
            insert(&mut *session.scope::<Victim>()?, "kept").unwrap();
            run(
                &mut *session.scope::<Hostile>()?,
                "SET statement_timeout TO 1",
            )
            .unwrap();
            // Each statement is committed, and the setting does not reach the next plugin.
            assert_eq!(victims_rows(&database), "1");
            run(&mut *session.scope::<Victim>()?, "SELECT pg_sleep(0.05)").unwrap();
            Ok(())
        });
        result.unwrap();
        // The connection is free again.
        let mut again = host.connect::<Victim>().unwrap();
        run(&mut again, "DELETE FROM plugin_host_victim.t").unwrap();
    }
}

#[test]
fn a_transaction_that_a_plugin_leaves_open_reaches_nobody() {
    let database = TestDatabase::create().unwrap();
    for isolation in ISOLATIONS {
        let host = host(&database, isolation, |builder| builder);
        let leave_open = |connection: &mut SafeConnection<Hostile>| {
            connection.begin_test_transaction().unwrap();
        };
        let next: Nothing = host.scope(|session| {
            leave_open(&mut *session.scope::<Hostile>()?);
            insert(&mut *session.scope::<Victim>()?, "lost").unwrap();
            Ok(())
        });
        assert!(
            matches!(next, Err(HostTransactionError::LeftBusy { plugin }) if plugin.as_str() == "host-hostile")
        );
        let last: Nothing = host.scope(|session| {
            leave_open(&mut *session.scope::<Hostile>()?);
            Ok(())
        });
        assert!(matches!(last, Err(HostTransactionError::LeftBusy { .. })));
        insert(&mut host.connect::<Victim>().unwrap(), "kept").unwrap();
        assert_eq!(victims_rows(&database), "1", "{isolation:?}");
        run(
            &mut host.connect::<Victim>().unwrap(),
            "DELETE FROM plugin_host_victim.t",
        )
        .unwrap();
    }
}

#[test]
fn a_connection_that_was_exchanged_is_used_by_nobody() {
    let database = TestDatabase::create().unwrap();
    for isolation in ISOLATIONS {
        let host = host(&database, isolation, |builder| builder);
        let mut own = host.connect::<Hostile>().unwrap();
        let result: Nothing = host.scope(|session| {
            mem::swap(&mut *session.scope::<Hostile>()?, &mut own);
            insert(&mut *session.scope::<Victim>()?, "lost").unwrap();
            Ok(())
        });
        assert!(matches!(result, Err(HostTransactionError::Exchanged)));
        assert!(raw_connection(&mut own).is_err());
        assert_eq!(victims_rows(&database), "0", "{isolation:?}");
    }
}
