//! Queries on `SafeConnection` beside the same queries on `PgConnection`.
//!
//! `taskset --cpu-list 0 cargo run --release -p schema-iso-benches --bin query`
//!
//! On one core, since a query is mostly a change from this process to the server's and back:
//! over several, the place where the scheduler puts the two decides.

#![expect(clippy::print_stdout, reason = "a benchmark prints what it found")]

use diesel::Connection;
use schema_iso_benches::{Pair, measure, median, ratios, timed};
use schema_iso_legal_compare::database::Database;
use schema_iso_legal_plugin::{Catalog, programs as curated};
use schema_iso_legal_stock::programs as stock;

const ROUNDS: usize = 41;

fn main() {
    let mut database = Database::with_rows();
    let mut connection = database
        .host
        .connect::<Catalog>()
        .expect("the host hands out a connection");
    println!(
        "{:<44} {:>10} {:>10} {:>7}",
        "program", "plugin", "Diesel", "ratio"
    );
    let mut all = Vec::new();
    for (mine, theirs) in curated::all().zip(stock::all()) {
        let rounds = (0..ROUNDS).map(|round| {
            // In turns, so that neither is always the one that finds the caches warm.
            if round % 2 == 0 {
                let ours = measure!(connection, mine, timed);
                let peer = measure!(database.raw, theirs, timed);
                Pair { ours, peer }
            } else {
                let peer = measure!(database.raw, theirs, timed);
                let ours = measure!(connection, mine, timed);
                Pair { ours, peer }
            }
        });
        let rounds: Vec<Pair> = rounds.collect();
        let pair = median(&rounds);
        println!(
            "{:<44} {:>8.1}µs {:>8.1}µs {:>7.2}",
            mine.name,
            pair.ours.as_secs_f64() * 1e6,
            pair.peer.as_secs_f64() * 1e6,
            pair.ratio()
        );
        all.push(pair);
    }
    let [low, middle, high] = ratios(&all);
    println!(
        "ratio of {} programs: median {middle:.2}, nine tenths within {low:.2} and {high:.2}",
        all.len()
    );
}
