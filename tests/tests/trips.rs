//! What a boot costs in round trips. They are counted on the way to the server, so that those
//! count, too, that Diesel makes of its own when it opens a connection or prepares a statement.

use schema_iso_host::Host;
use schema_iso_tests::{TcpServer, TripCounter, Trips, register_counted};

/// The trips and connections of a boot of plugins with three migrations each.
fn boot(counter: &TripCounter, prefix: &str, plugins: usize) -> Trips {
    let builder = Host::builder(counter.url()).pool(|pool| pool.max_size(1));
    counter.take();
    let host = register_counted(builder, prefix, plugins)
        .migrate()
        .unwrap();
    assert_eq!(host.report().plugins.len(), plugins);
    counter.take()
}

#[test]
fn a_first_boot_has_a_few_trips_for_each_migration_and_one_connection_for_each_worker() {
    let server = TcpServer::start();
    let counter = TripCounter::before(&server);
    let one = boot(&counter, "one", 1);
    let eleven = boot(&counter, "eleven", 11);
    assert_eq!(one.connections, eleven.connections);
    // For each plugin: prepare the connection, acquire the lock, look for the schema, create it
    // with its trackers, begin, and leave. For each migration: become the plugin, the text, the
    // checks, and the note with `COMMIT` and the next `BEGIN`.
    assert_eq!(eleven.trips - one.trips, 10 * (6 + 3 * 4));
}

#[test]
fn a_boot_with_nothing_to_do_has_as_many_trips_for_many_plugins_as_for_one() {
    let server = TcpServer::start();
    let counter = TripCounter::before(&server);
    boot(&counter, "idle", 1);
    let one = boot(&counter, "idle", 1);
    boot(&counter, "idle", 20);
    assert_eq!(boot(&counter, "idle", 20), one);
    assert_eq!(one.connections, 2);
    // Two for each connection that Diesel opens, six for a look at the database, and five that
    // compare sessions.
    assert_eq!(one.trips, 15);
}
