//! A query on `SafeConnection` allocates no more often than on `PgConnection`.
//!
//! That it sends the same statements is shown where the legal programs are compared.

use diesel::Connection;
use schema_iso_benches::measure;
use schema_iso_legal_compare::database::Database;
use schema_iso_legal_plugin::{Catalog, programs as curated};
use schema_iso_legal_stock::programs as stock;

/// How often `work` allocates.
fn counted<T>(work: impl FnOnce() -> T) -> (u64, T) {
    let mut found = None;
    let info = allocation_counter::measure(|| found = Some(work()));
    (info.count_total, found.expect("the work was done"))
}

#[test]
fn a_query_allocates_no_more_often_than_with_diesel() {
    let mut database = Database::with_rows();
    let mut connection = database.host.connect::<Catalog>().expect("a connection");
    let mut programs = 0;
    let mut more = Vec::new();
    for (mine, theirs) in curated::all().zip(stock::all()) {
        let [mut ours, mut peer] = [0, 0];
        // The second run counts, when the statements are prepared.
        for _ in 0..2 {
            database.restart_sequences();
            peer = measure!(database.raw, theirs, counted);
            database.restart_sequences();
            ours = measure!(connection, mine, counted);
        }
        if ours > peer {
            more.push(format!("{}: {ours}, with Diesel {peer}", mine.name));
        }
        programs += 1;
    }
    assert!(programs > 0);
    assert!(more.is_empty(), "allocations\n{}", more.join("\n"));
}
