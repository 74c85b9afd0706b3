//! Checkouts of plugins' connections beside those of Diesel's own pool.
//!
//! `cargo run --release -p schema-iso-benches --bin checkout`
//!
//! Callers take a connection of one plugin after another, in a random order, and run one
//! statement on it. Diesel's pool has no plugins; its callers do the same on any connection.
//!
//! Printed are the mean of all checkouts and the slowest of a hundred ("slow"), how many
//! sessions were prepared anew for another plugin ("anew"), and the round trips of a checkout
//! and of its statement, preparing it included.

#![expect(clippy::print_stdout, reason = "a benchmark prints what it found")]

use std::cell::Cell;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use diesel::connection::{Instrumentation, InstrumentationEvent, set_default_instrumentation};
use diesel::expression::AsExpression;
use diesel::pg::PgConnection;
use diesel::prelude::*;
use diesel::r2d2::{ConnectionManager, Pool};
use diesel::sql_types::Integer;
use schema_iso_benches::timed;
use schema_iso_host::testing::TestDatabase;
use schema_iso_host::{Host, HostBuilder, Plugin, PluginId, PluginMetadata};
use schema_iso_query::door::raw_connection;

const CONNECTIONS: u32 = 10;
const CHECKOUTS: usize = 4_000;

const IDS: [&str; 50] = [
    "bench-0", "bench-1", "bench-2", "bench-3", "bench-4", "bench-5", "bench-6", "bench-7",
    "bench-8", "bench-9", "bench-10", "bench-11", "bench-12", "bench-13", "bench-14", "bench-15",
    "bench-16", "bench-17", "bench-18", "bench-19", "bench-20", "bench-21", "bench-22", "bench-23",
    "bench-24", "bench-25", "bench-26", "bench-27", "bench-28", "bench-29", "bench-30", "bench-31",
    "bench-32", "bench-33", "bench-34", "bench-35", "bench-36", "bench-37", "bench-38", "bench-39",
    "bench-40", "bench-41", "bench-42", "bench-43", "bench-44", "bench-45", "bench-46", "bench-47",
    "bench-48", "bench-49",
];

/// One plugin of many.
struct Numbered<const N: usize>;

impl<const N: usize> schema_iso_host::testing::ManifestUnchecked for Numbered<N> {}

impl<const N: usize> Plugin for Numbered<N> {
    const METADATA: PluginMetadata =
        PluginMetadata::new(PluginId::literal(IDS[N]), "benches", "0.0.0");
}

type Register = fn(HostBuilder) -> HostBuilder;
type Serve = fn(&Host);

macro_rules! numbered {
    ($($number:literal)*) => {
        [$((
            (|builder| builder.register(Numbered::<$number>)) as Register,
            (|host| {
                let mut lent = host.connect::<Numbered<$number>>().expect("the pool has one");
                ask(raw_connection(&mut lent).expect("it is open"));
            }) as Serve,
        )),*]
    };
}

const PLUGINS: [(Register, Serve); 50] = numbered!(0 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20 21 22 23 24 25 26 27 28 29 30 31 32 33 34 35 36 37 38 39 40 41 42 43 44 45 46 47 48 49);

/// What all connections of the process do.
static OPENED: AtomicUsize = AtomicUsize::new(0);
static CHECKOUT_TRIPS: AtomicUsize = AtomicUsize::new(0);
static QUERY_TRIPS: AtomicUsize = AtomicUsize::new(0);
static RESETS: AtomicUsize = AtomicUsize::new(0);

thread_local! {
    /// Whether the thread has its connection and runs the statement.
    static ASKS: Cell<bool> = const { Cell::new(false) };
}

fn count_trip() {
    let trips = if ASKS.get() {
        &QUERY_TRIPS
    } else {
        &CHECKOUT_TRIPS
    };
    trips.fetch_add(1, Ordering::Relaxed);
}

struct Counter;

impl Instrumentation for Counter {
    fn on_connection_event(&mut self, event: InstrumentationEvent<'_>) {
        match event {
            InstrumentationEvent::StartEstablishConnection { .. } => {
                OPENED.fetch_add(1, Ordering::Relaxed);
            }
            InstrumentationEvent::StartQuery { query, .. } => {
                count_trip();
                if query.to_string().contains("DISCARD TEMP") {
                    RESETS.fetch_add(1, Ordering::Relaxed);
                }
            }
            // Preparing a statement is a round trip of its own.
            InstrumentationEvent::CacheQuery { .. } => count_trip(),
            _ => {}
        }
    }
}

/// A statement that Diesel prepares once for each connection.
fn ask(connection: &mut PgConnection) {
    ASKS.set(true);
    let number = AsExpression::<Integer>::as_expression(1);
    let answer: QueryResult<i32> = diesel::select(number).get_result(connection);
    ASKS.set(false);
    assert_eq!(answer, Ok(1));
}

/// What a number of checkouts took.
struct Taken {
    time: Duration,
    /// The slowest of a hundred.
    slow: Duration,
    opened: usize,
    checkout_trips: usize,
    query_trips: usize,
    resets: usize,
}

/// Divides the checkouts among the callers, each with a random order of plugins.
fn run(callers: usize, plugins: usize, serve: impl Fn(usize) + Sync) -> Taken {
    let counters = [&OPENED, &CHECKOUT_TRIPS, &QUERY_TRIPS, &RESETS];
    let before = counters.map(|it| it.load(Ordering::Relaxed));
    let each = Mutex::new(Vec::with_capacity(CHECKOUTS));
    let (time, ()) = timed(|| {
        thread::scope(|scope| {
            for caller in 0..callers {
                let (serve, each) = (&serve, &each);
                scope.spawn(move || {
                    let mut random = caller as u64 + 1;
                    let mut taken = Vec::with_capacity(CHECKOUTS / callers);
                    for _ in 0..CHECKOUTS / callers {
                        // Knuth's numbers for a linear congruential generator.
                        random = random
                            .wrapping_mul(6_364_136_223_846_793_005)
                            .wrapping_add(1_442_695_040_888_963_407);
                        let begun = Instant::now();
                        serve((random >> 33) as usize % plugins);
                        taken.push(begun.elapsed());
                    }
                    each.lock().expect("no caller panics").append(&mut taken);
                });
            }
        });
    });
    let mut each = each.into_inner().expect("no caller panics");
    each.sort_unstable();
    let now = counters.map(|it| it.load(Ordering::Relaxed));
    Taken {
        time,
        slow: each[each.len() * 99 / 100],
        opened: now[0] - before[0],
        checkout_trips: now[1] - before[1],
        query_trips: now[2] - before[2],
        resets: now[3] - before[3],
    }
}

/// The heads of [`Taken::columns`].
const COLUMNS: &str = "    mean      slow checkout  query opened";

impl Taken {
    fn columns(&self) -> String {
        format!(
            "{:>6.1}µs {:>7.1}µs {:>8.2} {:>6.2} {:>6}",
            micros(self.time) * each(1),
            micros(self.slow),
            each(self.checkout_trips),
            each(self.query_trips),
            self.opened,
        )
    }
}

fn micros(time: Duration) -> f64 {
    time.as_secs_f64() * 1e6
}

#[expect(clippy::cast_precision_loss, reason = "the numbers are small")]
fn each(count: usize) -> f64 {
    count as f64 / CHECKOUTS as f64
}

fn main() {
    set_default_instrumentation(|| Some(Box::new(Counter))).expect("nobody else counts");
    println!("{CHECKOUTS} checkouts with one statement each, at most {CONNECTIONS} connections");
    println!(
        "{:15} | {:^50} | {:^43} |",
        "", "connections of plugins", "Diesel's own pool"
    );
    println!(
        "plugins callers | {COLUMNS} {:>6} | {COLUMNS} | ratio",
        "anew"
    );
    for plugins in [2, 10, 50] {
        let database = TestDatabase::create().expect("a server starts");
        let host = database
            .host(|builder| {
                let builder = builder.pool(|pool| pool.max_size(CONNECTIONS));
                let registers = PLUGINS.iter().take(plugins);
                registers.fold(builder, |builder, (register, _)| register(builder))
            })
            .expect("the plugins boot");
        let theirs = Pool::builder()
            .max_size(CONNECTIONS)
            .build(ConnectionManager::<PgConnection>::new(database.url()))
            .expect("the server is there");
        for callers in [1, 8] {
            // Once before, so that the connections are there.
            let serve = |plugin: usize| PLUGINS[plugin].1(&host);
            let their_serve = |_: usize| ask(&mut theirs.get().expect("the pool has one"));
            run(callers, plugins, serve);
            run(callers, plugins, their_serve);
            let ours = run(callers, plugins, serve);
            let peer = run(callers, plugins, their_serve);
            println!(
                "{plugins:>7} {callers:>7} | {} {:>5.1}% | {} | {:>5.2}",
                ours.columns(),
                each(ours.resets) * 100.0,
                peer.columns(),
                ours.time.as_secs_f64() / peer.time.as_secs_f64(),
            );
        }
    }
}
