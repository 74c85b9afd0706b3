//! A boot with nothing to do asks the server a handful of questions, however many
//! plugins there are. Statements are counted, not seconds.

use std::sync::atomic::{AtomicUsize, Ordering};

use diesel::connection::{Instrumentation, InstrumentationEvent, set_default_instrumentation};
use schema_iso_tests::{Admin, TestDatabase};
use schema_iso_tests::{counted_id, register_counted};

static STATEMENTS: AtomicUsize = AtomicUsize::new(0);
static CONNECTIONS: AtomicUsize = AtomicUsize::new(0);

struct Counter;

impl Instrumentation for Counter {
    fn on_connection_event(&mut self, event: InstrumentationEvent<'_>) {
        match event {
            InstrumentationEvent::StartQuery { .. } => STATEMENTS.fetch_add(1, Ordering::SeqCst),
            InstrumentationEvent::StartEstablishConnection { .. } => {
                CONNECTIONS.fetch_add(1, Ordering::SeqCst)
            }
            _ => 0,
        };
    }
}

fn counter() -> Option<Box<dyn Instrumentation>> {
    Some(Box::new(Counter))
}

// The counters belong to the whole process, so this is the only test of its binary.
#[test]
fn a_boot_with_nothing_to_do_is_a_handful_of_statements() {
    const PLUGINS: usize = 300;
    let database = TestDatabase::create().unwrap();
    let boot = || {
        let builder = register_counted(database.builder(), "idle", PLUGINS);
        builder.migrate().unwrap()
    };
    boot();

    set_default_instrumentation(counter).unwrap();
    let host = boot();
    let (statements, connections) = (
        STATEMENTS.swap(0, Ordering::SeqCst),
        CONNECTIONS.swap(0, Ordering::SeqCst),
    );
    assert!(
        host.report()
            .plugins
            .iter()
            .all(|plugin| plugin.verified == 3)
    );
    assert_eq!(host.report().plugins.len(), PLUGINS);
    // The second one is compared with the first: do the sessions belong to this host?
    assert_eq!(connections, 2);
    // A transaction with the server, the connection, the schemas, and one for every 250
    // trackers, and five that compare sessions; a statement with values is counted once.
    assert_eq!(statements, 12);

    // One plugin with something to do costs what it costs, and the others nothing.
    let schema = counted_id("idle", 7).schema();
    Admin::of(&database).run(&format!("DROP SCHEMA {schema} CASCADE"));
    STATEMENTS.store(0, Ordering::SeqCst);
    CONNECTIONS.store(0, Ordering::SeqCst);
    let host = boot();
    let applied = host
        .report()
        .plugins
        .iter()
        .map(|plugin| plugin.applied.len());
    assert_eq!(applied.sum::<usize>(), 3);
    assert_eq!(CONNECTIONS.load(Ordering::SeqCst), 3);
}
