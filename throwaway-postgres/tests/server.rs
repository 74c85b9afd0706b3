//! One process and its servers.

#![expect(clippy::unwrap_used, reason = "what panics here fails a test")]

#[expect(dead_code, reason = "each test crate uses a part")]
mod support;

use std::process::Command;

use support::{Session, is_alive, postmaster};
use throwaway_postgres::{Server, StartError};

fn start() -> Server {
    Server::builder().ignore_database_url().start().unwrap()
}

fn session(server: &Server) -> Session {
    Session::open(server.socket_dir().unwrap(), "postgres", "postgres").unwrap()
}

#[test]
fn answers_and_is_of_the_version_that_it_says() {
    let server = start();
    let version = session(&server).query("SHOW server_version").unwrap();
    assert!(
        version[0].starts_with(server.version().unwrap()),
        "{version:?}"
    );
}

#[test]
fn libpq_takes_the_address() {
    let server = start();
    // Variables that name another server must not count.
    let psql = Command::new("psql")
        .args(["-X", "-A", "-t", "-c", "SELECT current_database()"])
        .arg(server.url("template1"))
        .env("PGPORT", "1")
        .env("PGHOST", "nowhere.invalid")
        .output();
    let Ok(output) = psql else {
        return; // only the server's programs are needed, and psql is a client
    };
    let error = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{error}");
    assert_eq!(output.stdout, b"template1\n");
}

#[test]
fn two_servers_know_nothing_of_each_other() {
    let (one, other) = (start(), start());
    session(&one).query("CREATE DATABASE mine").unwrap();
    let databases = "SELECT datname FROM pg_database WHERE datname = 'mine'";
    assert_eq!(session(&one).query(databases).unwrap(), ["mine"]);
    assert!(session(&other).query(databases).unwrap().is_empty());
}

#[test]
fn the_shared_server_is_one() {
    let address = |server: &Server| server.url("postgres");
    let (one, other) = (Server::shared().unwrap(), Server::shared().unwrap());
    assert_eq!(address(one), address(other));
}

#[test]
fn is_set_up_as_told() {
    let server = Server::builder()
        .ignore_database_url()
        .superuser("it is me")
        .max_connections(17)
        .setting("work_mem", "3MB")
        .setting("application_name", r"it's \a path")
        .start()
        .unwrap();
    let mut session = Session::open(server.socket_dir().unwrap(), "it is me", "postgres").unwrap();
    for (name, value) in [
        ("max_connections", "17"),
        ("work_mem", "3MB"),
        ("application_name", r"it's \a path"),
        ("fsync", "off"),
        ("listen_addresses", ""),
    ] {
        let found = session.query(&format!("SHOW {name}")).unwrap();
        assert_eq!(found, [value], "{name}");
    }
}

#[test]
fn a_setting_that_the_server_refuses_is_in_the_error() {
    let error = Server::builder()
        .ignore_database_url()
        .setting("shared_buffers", "many")
        .start()
        .unwrap_err();
    assert!(matches!(error, StartError::Exited { .. }), "{error:?}");
    assert!(error.to_string().contains("shared_buffers"), "{error}");
}

#[test]
fn what_was_committed_survives_a_crash() {
    let server = start();
    let mut before = session(&server);
    before.query("SET synchronous_commit = on").unwrap();
    before.query("CREATE TABLE kept (n int)").unwrap();
    before.query("INSERT INTO kept VALUES (1)").unwrap();
    before.query("BEGIN").unwrap();
    before.query("INSERT INTO kept VALUES (2)").unwrap();

    server.kill_hard().unwrap();
    assert!(before.query("SELECT 1").is_err());
    assert!(Session::open(server.socket_dir().unwrap(), "postgres", "postgres").is_err());

    server.restart().unwrap();
    let kept = session(&server).query("SELECT n FROM kept").unwrap();
    assert_eq!(kept, ["1"]);
    assert!(server.log().contains("was not properly shut down"));
}

#[test]
fn a_stopped_server_starts_again_at_the_same_address() {
    let server = start();
    let address = server.url("postgres");
    session(&server).query("CREATE TABLE kept ()").unwrap();
    server.stop().unwrap();
    server.stop().unwrap();
    server.restart().unwrap();
    server.restart().unwrap();
    assert_eq!(server.url("postgres"), address);
    session(&server).query("SELECT FROM kept").unwrap();
}

#[test]
fn dropped_it_leaves_nothing() {
    for stop_first in [false, true] {
        let server = start();
        let mut session = session(&server);
        let directory = server.socket_dir().unwrap().to_owned();
        let pid = postmaster(&directory);
        assert!(is_alive(pid));
        if stop_first {
            server.stop().unwrap();
        }
        drop(server);
        assert!(!is_alive(pid));
        assert!(!directory.exists());
        assert!(session.query("SELECT 1").is_err());
    }
}
