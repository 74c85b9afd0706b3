//! A query on `SafeConnection` allocates no more often than on `PgConnection`.
//!
//! That it sends the same statements is shown where the legal programs are compared.

use diesel::Connection;
use diesel::result::{Error, QueryResult};
use schema_iso_legal_compare::database::Database;
use schema_iso_legal_plugin::{Catalog, programs as curated};
use schema_iso_legal_stock::programs as stock;

/// Counts the allocations of a program's second run, when its statements are prepared.
macro_rules! allocations {
    ($connection:expr, $program:expr) => {{
        let mut counted = None;
        for _ in 0..2 {
            if $program.outermost {
                let mut found = None;
                let info = allocation_counter::measure(|| {
                    found = Some(($program.run)(&mut $connection));
                });
                let found = found.expect("the program ran");
                assert!(found.is_ok(), "{}: {found:?}", $program.name);
                counted = Some(info.count_total);
                continue;
            }
            let rolled_back: QueryResult<()> = $connection.transaction(|connection| {
                let mut found = None;
                let info = allocation_counter::measure(|| found = Some(($program.run)(connection)));
                found.expect("the program ran")?;
                counted = Some(info.count_total);
                Err(Error::RollbackTransaction)
            });
            assert_eq!(
                rolled_back,
                Err(Error::RollbackTransaction),
                "{}",
                $program.name
            );
        }
        counted.expect("both runs were counted")
    }};
}

#[test]
fn a_query_allocates_no_more_often_than_with_diesel() {
    let mut database = Database::with_rows();
    let mut connection = database.host.connect::<Catalog>().expect("a connection");
    let mut programs = 0;
    let mut more = Vec::new();
    for (mine, theirs) in curated::all().zip(stock::all()) {
        database.restart_sequences();
        let theirs = allocations!(database.raw, theirs);
        database.restart_sequences();
        let ours = allocations!(connection, mine);
        if ours > theirs {
            more.push(format!("{}: {ours:?}, with Diesel {theirs:?}", mine.name));
        }
        programs += 1;
    }
    assert!(programs > 0);
    assert!(more.is_empty(), "allocations\n{}", more.join("\n"));
}
