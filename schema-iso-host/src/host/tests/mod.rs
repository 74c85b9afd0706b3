//! What only this crate can see of a connection.

#![expect(
    clippy::panic,
    clippy::unwrap_used,
    reason = "the functions that the tests share are tests, too"
)]

mod hostile;
mod leftovers;
mod sessions;
mod swaps;
mod together;
mod turns;
mod units;

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use diesel::connection::{Instrumentation, InstrumentationEvent, SimpleConnection};
use diesel::prelude::*;
use diesel::sql_types::Text;
use schema_iso::{PluginId, PluginMetadata};

use schema_iso_query::door::raw_connection;
use schema_iso_query::plugin::ConnectError;

use super::{Host, Isolation};
use crate::testing::{ManifestUnchecked, TestDatabase};
use schema_iso_query::connection::SafeConnection;
use schema_iso_query::plugin::Plugin;

struct Left;
struct Right;
struct Unknown;
struct Impostor;

const fn metadata(id: &str) -> PluginMetadata {
    PluginMetadata::new(PluginId::literal(id), "tests", "0.0.0")
}

impl ManifestUnchecked for Left {}
impl Plugin for Left {
    const METADATA: PluginMetadata = metadata("host-left");
}
impl ManifestUnchecked for Right {}
impl Plugin for Right {
    const METADATA: PluginMetadata = metadata("host-right");
}
impl ManifestUnchecked for Unknown {}
impl Plugin for Unknown {
    const METADATA: PluginMetadata = metadata("host-unknown");
}
impl ManifestUnchecked for Impostor {}
impl Plugin for Impostor {
    const METADATA: PluginMetadata = metadata("host-left");
}

fn host(database: &TestDatabase, isolation: Isolation, connections: u32) -> Host {
    // As PostgreSQL makes it since version 15.
    PgConnection::establish(&database.url())
        .unwrap()
        .batch_execute("REVOKE CREATE ON SCHEMA public FROM PUBLIC")
        .unwrap();
    database
        .host(|builder| {
            builder
                .pool(|pool| pool.max_size(connections))
                .isolation(isolation)
                .register(Left)
                .register(Right)
        })
        .unwrap()
}

/// Runs statements with all rights, on a connection that no host knows of.
fn admin(database: &TestDatabase, sql: &str) {
    PgConnection::establish(&database.url())
        .unwrap()
        .batch_execute(&format!("SET lock_timeout TO '30s'; {sql}"))
        .unwrap();
}

/// The one value of a query, as text, on a connection that no host knows of.
fn ask(database: &TestDatabase, query: &str) -> String {
    let mut connection = PgConnection::establish(&database.url()).unwrap();
    let row: Row = diesel::sql_query(format!("SELECT ({query})::text AS value"))
        .get_result(&mut connection)
        .unwrap();
    row.value
}

#[derive(QueryableByName)]
struct Row {
    #[diesel(sql_type = Text)]
    value: String,
}

fn text<P: Plugin>(connection: &mut SafeConnection<P>, expression: &str) -> String {
    let query = format!("SELECT {expression}::pg_catalog.text AS value");
    let row: Row = diesel::sql_query(query)
        .get_result(raw_connection(connection).unwrap())
        .unwrap();
    row.value
}

fn path<P: Plugin>(connection: &mut SafeConnection<P>) -> String {
    text(connection, "pg_catalog.current_setting('search_path')")
}

#[derive(Clone, Default)]
struct Count(Arc<AtomicUsize>);

impl Count {
    fn take(&self) -> usize {
        self.0.swap(0, Ordering::SeqCst)
    }
}

impl Instrumentation for Count {
    fn on_connection_event(&mut self, event: InstrumentationEvent<'_>) {
        if let InstrumentationEvent::StartQuery { .. } = event {
            self.0.fetch_add(1, Ordering::SeqCst);
        }
    }
}

#[test]
fn a_checkout_costs_a_round_trip_only_when_the_plugin_changes() {
    let database = TestDatabase::create().unwrap();
    for (isolation, change) in [
        (Isolation::Qualified, 0),
        (Isolation::SearchPath, 1),
        (Isolation::Roles, 1),
    ] {
        let host = host(&database, isolation, 1);
        let count = Count::default();
        let mut connection = host.connect::<Left>().unwrap();
        raw_connection(&mut connection)
            .unwrap()
            .set_instrumentation(count.clone());
        drop(connection);
        drop(host.connect::<Left>().unwrap());
        assert_eq!(count.take(), 0);
        drop(host.connect::<Right>().unwrap());
        assert_eq!(count.take(), change, "{isolation:?}");
        drop(host.connect::<Right>().unwrap());
        assert_eq!(count.take(), 0);
        drop(host.connect::<Left>().unwrap());
        assert_eq!(count.take(), change, "{isolation:?}");
    }
}

#[test]
fn a_connection_is_prepared_for_its_plugin() {
    let database = TestDatabase::create().unwrap();
    let host = host(&database, Isolation::SearchPath, 1);
    assert_eq!(
        path(&mut host.connect::<Left>().unwrap()),
        "plugin_host_left, pg_temp"
    );
    assert_eq!(
        path(&mut host.connect::<Right>().unwrap()),
        "plugin_host_right, pg_temp"
    );

    let host = self::host(&database, Isolation::Roles, 1);
    for _ in 0..2 {
        let mut left = host.connect::<Left>().unwrap();
        assert_eq!(text(&mut left, "current_user"), "plugin_host_left");
        assert_eq!(path(&mut left), "plugin_host_left, pg_temp");
        drop(left);
        let mut right = host.connect::<Right>().unwrap();
        assert_eq!(text(&mut right, "current_user"), "plugin_host_right");
    }
}

#[test]
fn only_a_registered_type_gets_a_connection() {
    let database = TestDatabase::create().unwrap();
    let host = host(&database, Isolation::SearchPath, 1);
    let not_registered = |result| matches!(result, Err(ConnectError::NotRegistered { .. }));
    assert!(not_registered(host.connect::<Unknown>().map(drop)));
    // The id of a registered plugin on another type opens nothing.
    assert!(not_registered(host.connect::<Impostor>().map(drop)));
}

#[test]
fn a_connection_that_the_server_closed_is_replaced() {
    let database = TestDatabase::create().unwrap();
    let host = host(&database, Isolation::SearchPath, 2);
    let mut first = host.connect::<Left>().unwrap();
    let mut second = host.connect::<Left>().unwrap();
    let pids = [&mut first, &mut second].map(|held| text(held, "pg_backend_pid()"));
    drop((first, second));
    let mut killer = PgConnection::establish(&database.url()).unwrap();
    for pid in pids {
        let kill_and_wait = format!(
            "DO $$ BEGIN PERFORM pg_terminate_backend({pid}); \
             WHILE EXISTS (SELECT FROM pg_stat_activity WHERE pid = {pid}) \
             LOOP PERFORM pg_stat_clear_snapshot(); END LOOP; END $$"
        );
        killer.batch_execute(&kill_and_wait).unwrap();
    }
    assert_eq!(
        path(&mut host.connect::<Right>().unwrap()),
        "plugin_host_right, pg_temp"
    );
}

#[test]
fn a_connection_in_a_transaction_does_not_go_back() {
    let database = TestDatabase::create().unwrap();
    let host = host(&database, Isolation::SearchPath, 1);
    let mut connection = host.connect::<Left>().unwrap();
    let pid = text(&mut connection, "pg_backend_pid()");
    raw_connection(&mut connection)
        .unwrap()
        .batch_execute("BEGIN")
        .unwrap();
    let thrown = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| {
        let _connection = connection;
        panic!("for the test");
    }));
    assert!(thrown.is_err());
    let mut connection = host.connect::<Left>().unwrap();
    assert_ne!(text(&mut connection, "pg_backend_pid()"), pid);
}

#[test]
fn sixty_four_threads_each_see_their_own_schema() {
    let database = TestDatabase::create().unwrap();
    let host = host(&database, Isolation::SearchPath, 4);
    std::thread::scope(|scope| {
        for thread in 0..64 {
            let host = &host;
            scope.spawn(move || {
                for turn in 0..20 {
                    if (thread + turn) % 2 == 0 {
                        let path = path(&mut host.connect::<Left>().unwrap());
                        assert_eq!(path, "plugin_host_left, pg_temp");
                    } else {
                        let path = path(&mut host.connect::<Right>().unwrap());
                        assert_eq!(path, "plugin_host_right, pg_temp");
                    }
                }
            });
        }
    });
}

/// What a value of the type `citext` is to PostgreSQL.
fn citext<P: Plugin>(host: &Host) -> String {
    use diesel::dsl::sql;
    use diesel::sql_types::Citext;

    let mut connection = host.connect::<P>().unwrap();
    let oid = sql::<Text>("pg_typeof(")
        .bind::<Citext, _>("text")
        .sql(")::oid::regtype::text");
    diesel::select(oid)
        .get_result(raw_connection(&mut connection).unwrap())
        .unwrap()
}

#[test]
fn a_type_without_a_schema_is_looked_up_for_each_plugin() {
    let database = TestDatabase::create().unwrap();
    let host = host(&database, Isolation::SearchPath, 1);
    PgConnection::establish(&database.url())
        .unwrap()
        .batch_execute(
            "CREATE DOMAIN plugin_host_left.citext AS text; \
             CREATE DOMAIN plugin_host_right.citext AS text",
        )
        .unwrap();
    for _ in 0..2 {
        assert_eq!(citext::<Left>(&host), "citext");
        assert_eq!(citext::<Right>(&host), "citext");
    }
}
