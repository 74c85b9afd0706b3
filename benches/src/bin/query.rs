//! Queries on `SafeConnection` beside the same queries on `PgConnection`.
//!
//! `taskset --cpu-list 0 cargo run --release -p schema-iso-benches --bin query`
//!
//! On one core, since a query is mostly a change from this process to the server's and back:
//! over several, the place where the scheduler puts the two decides.

#![expect(clippy::print_stdout, reason = "a benchmark prints what it found")]

use diesel::Connection;
use diesel::result::{Error, QueryResult};
use schema_iso_benches::{Pair, median, ratios, timed};
use schema_iso_legal_compare::database::Database;
use schema_iso_legal_plugin::{Catalog, programs as curated};
use schema_iso_legal_stock::programs as stock;

const ROUNDS: usize = 41;

/// Times a program. It runs in a transaction that is rolled back, unless it begins one that
/// must be the outermost; then it leaves no rows behind.
macro_rules! run {
    ($connection:expr, $program:expr) => {{
        let mut taken = None;
        if $program.outermost {
            let (time, found) = timed(|| ($program.run)(&mut $connection));
            found.expect("the program runs");
            taken = Some(time);
        }
        let rolled_back: QueryResult<()> = $connection.transaction(|connection| {
            if taken.is_some() {
                return Err(Error::RollbackTransaction);
            }
            let (time, found) = timed(|| ($program.run)(connection));
            found?;
            taken = Some(time);
            Err(Error::RollbackTransaction)
        });
        match (taken, rolled_back) {
            (Some(time), Err(Error::RollbackTransaction)) => time,
            (_, outcome) => panic!("{} failed: {outcome:?}", $program.name),
        }
    }};
}

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
                let ours = run!(connection, mine);
                let peer = run!(database.raw, theirs);
                Pair { ours, peer }
            } else {
                let peer = run!(database.raw, theirs);
                let ours = run!(connection, mine);
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
