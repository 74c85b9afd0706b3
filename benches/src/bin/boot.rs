//! The first boot of many plugins beside `psql` executing the same SQL, and a
//! boot with nothing to do.
//!
//! `cargo run --release -p schema-iso-benches --bin boot -- 1000`

#![expect(clippy::print_stdout, reason = "a benchmark prints what it found")]

use std::fmt::Write as _;
use std::io::Write as _;
use std::path::Path;
use std::process::{Command, Stdio};

use schema_iso_benches::{Pair, timed};
use schema_iso_tests::{TestDatabase, counted_id, register_counted};

/// All that the host does to a plugin, as SQL: the schema, the trackers, the migrations.
fn script(plugins: usize, migrations: &[(String, String)]) -> String {
    let mut sql = String::new();
    for number in 0..plugins {
        let schema = counted_id("bench", number).schema();
        write!(
            sql,
            "CREATE SCHEMA {schema};\nSET search_path = {schema};\n\
             CREATE TABLE __diesel_schema_migrations (version VARCHAR(50) PRIMARY KEY, \
             run_on TIMESTAMP NOT NULL DEFAULT CURRENT_TIMESTAMP);\n"
        )
        .expect("a string takes all that is written");
        for (version, up) in migrations {
            write!(
                sql,
                "BEGIN;\n{up}\nINSERT INTO __diesel_schema_migrations (version) \
                 VALUES ('{version}');\nCOMMIT;\n"
            )
            .expect("a string takes all that is written");
        }
    }
    sql
}

/// The migrations that the plugins have, read from their directory.
fn migrations() -> Vec<(String, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../tests/fixtures/counted");
    let mut found: Vec<_> = std::fs::read_dir(root)
        .expect("the migrations are there")
        .map(|entry| {
            let path = entry.expect("the directory can be read").path();
            let name = path.file_name().unwrap_or_default().to_string_lossy();
            let version = name.split('_').next().unwrap_or_default().replace('-', "");
            let up = std::fs::read_to_string(path.join("up.sql")).expect("an up.sql is there");
            (version, up)
        })
        .collect();
    found.sort();
    found
}

fn psql(url: &str, script: &str) {
    let mut psql = Command::new("psql")
        .args(["-X", "-q", "-v", "ON_ERROR_STOP=1", "-d", url])
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .spawn()
        .expect("psql is installed beside the server");
    let mut input = psql.stdin.take().expect("its input is a pipe");
    input.write_all(script.as_bytes()).expect("psql reads");
    drop(input);
    assert!(psql.wait().expect("psql ends").success());
}

fn main() {
    let plugins = std::env::args().nth(1).map_or(1_000, |count| {
        count.parse().expect("the argument is a number of plugins")
    });
    let sql = script(plugins, &migrations());

    let database = TestDatabase::create().expect("a database can be created");
    let (peer, ()) = timed(|| psql(&database.url(), &sql));
    drop(database);

    let database = TestDatabase::create().expect("a database can be created");
    let boot = || {
        let host = register_counted(database.builder(), "bench", plugins).migrate();
        host.expect("the plugins migrate")
    };
    let (ours, host) = timed(boot);
    drop(host);
    let (idle, host) = timed(boot);
    drop(host);

    let first = Pair { ours, peer };
    println!("first boot of {plugins} plugins with 3 migrations each");
    println!(
        "  host   {:>8.2} s   (locks, checksums and verification included)",
        ours.as_secs_f64()
    );
    println!(
        "  psql   {:>8.2} s   (one session, the same SQL)",
        peer.as_secs_f64()
    );
    println!("  ratio  {:>8.2}", first.ratio());
    println!("boot with nothing to do");
    println!("  host   {:>8.2} s", idle.as_secs_f64());
    println!(
        "  of the first boot {:.4}",
        idle.as_secs_f64() / ours.as_secs_f64()
    );
}
