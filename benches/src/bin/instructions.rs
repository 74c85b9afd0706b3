//! The instructions of queries on `SafeConnection` beside those of the same queries on
//! `PgConnection`, from building the statement to reading the last row.
//!
//! `cargo rustc --release -p schema-iso-benches --bin instructions -- -Clinker-features=-lld`, then
//! `target/release/instructions`; needs valgrind, which finds no names in what LLD has linked.

#![expect(clippy::print_stdout, reason = "a benchmark prints what it found")]

use std::error::Error;
use std::path::Path;

use diesel::Connection;
use schema_iso_benches::callgrind::{count_instructions_of, counts};
use schema_iso_benches::measure;
use schema_iso_legal_compare::database::Database;
use schema_iso_legal_plugin::{Catalog, programs as curated};
use schema_iso_legal_stock::programs as stock;

/// How often each program is counted on each side. The least of the counts is taken: what varies
/// is in how many pieces the server's answer arrives, and how much of it is compared in hash maps.
const ROUNDS: usize = 3;

/// The argument of the process that is counted.
const COUNTED: &str = "--counted";

/// Runs each program, in turns; the first run of each, which prepares its statements, included.
fn run_programs() {
    let mut database = Database::with_rows();
    let mut connection = database
        .host
        .connect::<Catalog>()
        .expect("the host hands out a connection");
    for (mine, theirs) in curated::all().zip(stock::all()) {
        for _ in 0..=ROUNDS {
            database.restart_sequences();
            measure!(connection, mine, count_instructions_of);
            database.restart_sequences();
            measure!(database.raw, theirs, count_instructions_of);
        }
    }
}

/// The least of a side's counts, without the first.
fn least(rounds: &[u64], side: usize) -> u64 {
    let of_side = rounds.iter().skip(2 + side).step_by(2);
    of_side.copied().min().expect("there are rounds")
}

fn main() -> Result<(), Box<dyn Error>> {
    if std::env::args().nth(1).is_some_and(|it| it == COUNTED) {
        run_programs();
        return Ok(());
    }
    let scratch = Path::new(env!("CARGO_MANIFEST_DIR")).join("../target/instructions");
    let counts = counts(COUNTED, &scratch)?;
    let programs: Vec<_> = curated::all().collect();
    assert_eq!(
        counts.len(),
        programs.len() * 2 * (ROUNDS + 1),
        "each run of a program is counted"
    );

    println!(
        "{:<44} {:>10} {:>10} {:>7}",
        "program", "plugin", "Diesel", "ratio"
    );
    let mut ratios = Vec::new();
    let (mut all_ours, mut all_peers) = (0, 0);
    let rounds = counts.chunks(2 * (ROUNDS + 1));
    for (program, rounds) in programs.iter().zip(rounds) {
        let [ours, peer] = [0, 1].map(|side| least(rounds, side));
        let ratio = ours as f64 / peer as f64;
        println!("{:<44} {ours:>10} {peer:>10} {ratio:>7.3}", program.name);
        ratios.push(ratio);
        (all_ours, all_peers) = (all_ours + ours, all_peers + peer);
    }
    ratios.sort_by(f64::total_cmp);
    let [low, middle, high] = [0, ratios.len() / 2, ratios.len() - 1].map(|at| ratios[at]);
    println!(
        "ratio of {} programs: median {middle:.3}, from {low:.3} to {high:.3}; all instructions together {:.3}",
        ratios.len(),
        all_ours as f64 / all_peers as f64
    );
    Ok(())
}
