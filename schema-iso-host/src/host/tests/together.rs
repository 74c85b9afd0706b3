//! Several plugins in one transaction of the host: they commit together or not at all.

use std::collections::BTreeSet;
use std::sync::Mutex;

use diesel::connection::SimpleConnection;
use diesel::prelude::*;
use schema_iso_query::door::raw_connection;
use schema_iso_query::plugin::Plugin;

use super::{Left, Right, Unknown, host, path, text};
use crate::host::{Host, HostTransaction, HostTransactionError, Isolation, Ready};
use crate::testing::TestDatabase;

/// A database with a table for each of the two plugins.
fn with_tables(connections: u32) -> (TestDatabase, Host<Ready>) {
    let database = TestDatabase::create().unwrap();
    let host = host(&database, Isolation::SearchPath, connections);
    PgConnection::establish(&database.url())
        .unwrap()
        .batch_execute(
            "CREATE TABLE plugin_host_left.t (id int PRIMARY KEY); \
             CREATE TABLE plugin_host_right.t (id int PRIMARY KEY)",
        )
        .unwrap();
    (database, host)
}

fn insert<P: Plugin>(
    unit: &mut HostTransaction<'_>,
    id: i32,
) -> Result<String, HostTransactionError> {
    let mut scope = unit.scope::<P>()?;
    raw_connection(&mut scope)
        .unwrap()
        .batch_execute(&format!("INSERT INTO t VALUES ({id})"))
        .map_err(|source| HostTransactionError::Commit {
            source: source.into(),
        })?;
    Ok(text(&mut scope, "txid_current()"))
}

fn rows(host: &Host<Ready>) -> (String, String) {
    let count = "(SELECT count(*) FROM t)";
    let left = text(&mut host.connect::<Left>().unwrap(), count);
    (left, text(&mut host.connect::<Right>().unwrap(), count))
}

#[test]
fn plugins_share_a_transaction_of_the_host() {
    let (_database, host) = with_tables(2);
    let transactions: BTreeSet<String> = host
        .transaction(|unit| {
            Ok::<_, HostTransactionError>(BTreeSet::from([
                insert::<Left>(unit, 1)?,
                insert::<Right>(unit, 1)?,
                insert::<Left>(unit, 2)?,
            ]))
        })
        .unwrap();
    assert_eq!(transactions.len(), 1);
    assert_eq!(rows(&host), ("2".to_owned(), "1".to_owned()));
}

#[test]
fn an_error_or_a_panic_rolls_back_what_all_plugins_did() {
    let (_database, host) = with_tables(1);
    let failed: Result<(), HostTransactionError> = host.transaction(|unit| {
        insert::<Left>(unit, 1)?;
        insert::<Right>(unit, 1)?;
        unit.scope::<Unknown>().map(drop)
    });
    assert!(matches!(
        failed,
        Err(HostTransactionError::NotRegistered { .. })
    ));
    // The roll-back took the last search path with it, and the host knows.
    let mut right = host.connect::<Right>().unwrap();
    assert_eq!(path(&mut right), "plugin_host_right, pg_temp");
    drop(right);
    let thrown = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| {
        host.transaction(|unit| -> Result<(), HostTransactionError> {
            insert::<Left>(unit, 1)?;
            let mut scope = unit.scope::<Right>()?;
            raw_connection(&mut scope)
                .unwrap()
                .batch_execute("INSERT INTO t VALUES (1)")
                .unwrap();
            panic!("for the test");
        })
    }));
    assert!(thrown.is_err());
    assert_eq!(rows(&host), ("0".to_owned(), "0".to_owned()));
}

#[test]
fn an_exchanged_connection_is_noticed() {
    let (_database, host) = with_tables(2);
    let other = Mutex::new(host.connect::<Left>().unwrap());
    let exchanged: Result<(), HostTransactionError> = host.transaction(|unit| {
        insert::<Left>(unit, 1)?;
        let mut scope = unit.scope::<Left>()?;
        std::mem::swap(&mut *scope, &mut *other.lock().unwrap());
        drop(scope);
        Ok(())
    });
    assert!(matches!(exchanged, Err(HostTransactionError::Exchanged)));
    drop(other);
    assert_eq!(rows(&host).0, "0");
}

#[test]
fn a_scope_that_is_forgotten_commits_nothing() {
    let (_database, host) = with_tables(2);
    let forgotten: Result<(), HostTransactionError> = host.transaction(|unit| {
        insert::<Left>(unit, 1)?;
        std::mem::forget(unit.scope::<Left>()?);
        Ok(())
    });
    assert!(matches!(forgotten, Err(HostTransactionError::Exchanged)));
    assert_eq!(rows(&host).0, "0");
}

#[test]
fn a_transaction_that_a_plugin_leaves_open_commits_nothing() {
    let (_database, host) = with_tables(2);
    let left_open: Result<(), HostTransactionError> = host.transaction(|unit| {
        insert::<Right>(unit, 1)?;
        let mut scope = unit.scope::<Left>()?;
        let caught = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| {
            scope.transaction(|_| -> QueryResult<()> { panic!("for the test") })
        }));
        assert!(caught.is_err());
        drop(scope);
        insert::<Right>(unit, 2).map(drop)
    });
    assert!(matches!(left_open, Err(HostTransactionError::LeftOpen)));
    assert_eq!(rows(&host).1, "0");
}
