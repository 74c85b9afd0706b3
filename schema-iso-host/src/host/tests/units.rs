//! ISO-15: transactions over several plugins, one of which takes the connection away or
//! aborts the work of the others; and hosts in threads.

use std::mem;

use schema_iso_query::door::raw_connection;

use super::hostile::{Hostile, ISOLATIONS, Victim, host, insert, victims_rows};
use crate::host::{Checked, Host, HostBuilder, HostTransactionError, Isolation, Ready};
use crate::testing::TestDatabase;

#[test]
fn two_transactions_of_the_host_cannot_be_exchanged() {
    let database = TestDatabase::create().unwrap();
    for isolation in ISOLATIONS {
        let host = host(&database, isolation, |builder| builder);
        let outer: Result<(), HostTransactionError> = host.transaction(|first| {
            insert(&mut *first.scope::<Victim>()?, "first").unwrap();
            let mut one = first.scope::<Hostile>()?;
            let inner: Result<(), HostTransactionError> = host.transaction(|second| {
                insert(&mut *second.scope::<Victim>()?, "second").unwrap();
                let mut other = second.scope::<Hostile>()?;
                mem::swap(&mut *one, &mut *other);
                Ok(())
            });
            assert!(
                matches!(inner, Err(HostTransactionError::Exchanged)),
                "{inner:?}"
            );
            Ok(())
        });
        assert!(
            matches!(outer, Err(HostTransactionError::Exchanged)),
            "{outer:?}"
        );
        assert_eq!(victims_rows(&database), "0", "{isolation:?}");
    }
}

#[test]
fn a_connection_of_another_host_is_noticed() {
    let database = TestDatabase::create().unwrap();
    for isolation in ISOLATIONS {
        let (one, other) = (
            host(&database, isolation, |builder| builder),
            host(&database, isolation, |builder| builder),
        );
        let mut foreign = other.connect::<Hostile>().unwrap();
        let result: Result<(), HostTransactionError> = one.transaction(|unit| {
            insert(&mut *unit.scope::<Victim>()?, "secret").unwrap();
            mem::swap(&mut *unit.scope::<Hostile>()?, &mut foreign);
            Ok(())
        });
        assert!(
            matches!(result, Err(HostTransactionError::Exchanged)),
            "{result:?}"
        );
        assert!(raw_connection(&mut foreign).is_err());
        drop(foreign);
        assert_eq!(victims_rows(&database), "0", "{isolation:?}");
    }
}

/// PostgreSQL ends an aborted transaction by COMMIT without an error and without its work.
#[test]
fn a_transaction_that_a_plugin_has_aborted_is_not_called_committed() {
    let database = TestDatabase::create().unwrap();
    for isolation in ISOLATIONS {
        let host = host(&database, isolation, |builder| builder);
        let result: Result<(), HostTransactionError> = host.transaction(|unit| {
            insert(&mut *unit.scope::<Victim>()?, "secret").unwrap();
            let mut hostile = unit.scope::<Hostile>()?;
            drop(super::hostile::try_leave(&mut hostile, "SELECT 1 / 0"));
            Ok(())
        });
        assert!(
            matches!(result, Err(HostTransactionError::Commit { .. })),
            "{result:?}"
        );
        assert_eq!(victims_rows(&database), "0", "{isolation:?}");
    }
}

/// Nobody can close a connection that a plugin has forgotten; the time-out of PostgreSQL does.
#[test]
fn a_forgotten_transaction_of_the_host_ends_by_its_time_out() {
    let database = TestDatabase::create().unwrap();
    for isolation in [Isolation::SearchPath, Isolation::Roles] {
        let timeout = std::time::Duration::from_millis(200);
        let host = host(&database, isolation, |builder| {
            builder.pool(|pool| pool.idle_in_transaction_session_timeout(timeout))
        });
        let result: Result<(), HostTransactionError> = host.transaction(|unit| {
            insert(&mut *unit.scope::<Victim>()?, "secret").unwrap();
            let mut turn = unit.scope::<Hostile>()?;
            mem::forget(mem::replace(&mut *turn, host.connect().unwrap()));
            Ok(())
        });
        assert!(
            matches!(result, Err(HostTransactionError::Exchanged)),
            "{result:?}"
        );
        // Waits until the lock of the forgotten transaction is gone.
        super::admin(&database, "LOCK TABLE plugin_host_victim.t");
        assert_eq!(victims_rows(&database), "0", "{isolation:?}");
    }
}

#[test]
fn a_host_in_any_state_goes_to_another_thread() {
    fn is_sent_and_shared<T: Send + Sync>() {}
    is_sent_and_shared::<HostBuilder>();
    is_sent_and_shared::<Host<Checked>>();
    is_sent_and_shared::<Host<Ready>>();
}
