//! Dumps of a database, restored into another one.

use std::env;
use std::path::PathBuf;
use std::process::{Command, Output, Stdio};

use schema_iso_host::testing::TestDatabase;

/// A program of PostgreSQL's clients: beside the server in `PG_BIN_DIR`, or on the path.
#[must_use]
pub fn client_program(name: &str) -> PathBuf {
    let directory = env::var_os("PG_BIN_DIR").filter(|directory| !directory.is_empty());
    directory.map_or_else(
        || PathBuf::from(name),
        |directory| PathBuf::from(directory).join(name),
    )
}

/// Dumps with the arguments of `pg_dump`, and restores with `psql`, which stops at the first error.
#[track_caller]
pub fn dump_and_restore(from: &TestDatabase, arguments: &[&str], to: &TestDatabase) {
    let dump = Command::new(client_program("pg_dump"))
        .args(arguments)
        .arg(from.url())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn();
    let mut dump = dump.unwrap();
    let restore = Command::new(client_program("psql"))
        .args(["-X", "-q", "-v", "ON_ERROR_STOP=1", &to.url()])
        .stdin(dump.stdout.take().unwrap())
        .output();
    succeeded(&restore.unwrap());
    succeeded(&dump.wait_with_output().unwrap());
}

#[track_caller]
fn succeeded(output: &Output) {
    let text = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{text}");
}
