//! Many processes that boot at once, and processes and sessions that die while they boot.

use std::hash::{BuildHasher, RandomState};
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use schema_iso_tests::host::Host;
use schema_iso_tests::{Admin, TestDatabase};
use schema_iso_tests::{assert_counted_once, counted_id, register_counted, register_fixture};

fn boot(database: &TestDatabase, prefix: &str, plugins: usize) -> Child {
    boot_fixture(database, "counted", prefix, &[], plugins)
}

fn boot_renamed(database: &TestDatabase, prefix: &str, previous: &[&str], plugins: usize) -> Child {
    boot_fixture(database, "counted", prefix, previous, plugins)
}

fn boot_fixture(
    database: &TestDatabase,
    fixture: &str,
    prefix: &str,
    previous: &[&str],
    plugins: usize,
) -> Child {
    Command::new(env!("CARGO_BIN_EXE_boot-plugins"))
        .args([&database.url(), "search-path", fixture, prefix])
        .arg(plugins.to_string())
        .args(previous)
        .stderr(Stdio::piped())
        .spawn()
        .unwrap()
}

#[test]
fn sixteen_processes_boot_fifty_plugins_at_once() {
    const PLUGINS: usize = 50;
    let database = TestDatabase::create().unwrap();
    let processes: Vec<Child> = (0..16).map(|_| boot(&database, "many", PLUGINS)).collect();
    for process in processes {
        let output = process.wait_with_output().unwrap();
        let text = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(output.status.success(), "{text}");
    }
    assert_counted_once(&mut Admin::of(&database), "many", PLUGINS);
}

/// Some part of a time, at random.
fn part_of(time: Duration) -> Duration {
    let dice = RandomState::new().hash_one(0);
    let share = u32::try_from(dice % 1000).unwrap();
    time * share / 1000
}

#[test]
fn processes_that_are_killed_while_they_boot_leave_nothing_half_done() {
    const ROUNDS: usize = 200;
    const PLUGINS: usize = 3;
    let database = TestDatabase::create().unwrap();
    let prefix = |round: usize| format!("round-{round}");
    let began = Instant::now();
    assert!(boot(&database, "whole", PLUGINS).wait().unwrap().success());
    let whole_boot = began.elapsed();
    let mut killed = 0;
    for round in 0..ROUNDS {
        // Every other round, two of them get in each other's way.
        let processes = (0..=round % 2).map(|_| boot(&database, &prefix(round), PLUGINS));
        for mut process in processes.collect::<Vec<_>>() {
            thread::sleep(part_of(whole_boot));
            process.kill().unwrap();
            killed += usize::from(!process.wait().unwrap().success());
        }
    }
    assert!(killed > 0, "no process was killed in time");

    let mut builder = Host::builder(database.url()).pool(|pool| pool.max_size(4));
    for round in 0..ROUNDS {
        builder = register_counted(builder, &prefix(round), PLUGINS);
    }
    let host = builder.migrate().unwrap();
    let applied = host
        .report()
        .plugins
        .iter()
        .map(|plugin| plugin.applied.len());
    assert!(
        applied.sum::<usize>() > 0,
        "no process was killed early enough"
    );
    let mut admin = Admin::of(&database);
    for round in 0..ROUNDS {
        assert_counted_once(&mut admin, &prefix(round), PLUGINS);
    }
}

/// ISO-16: a concurrent migration that was interrupted is there once and whole after the next
/// boot, by itself.
#[test]
fn concurrent_migrations_that_are_killed_are_taken_up_again() {
    const ROUNDS: usize = 120;
    let database = TestDatabase::create().unwrap();
    let mut admin = Admin::of(&database);
    let prefix = |round: usize| format!("round-{round}");
    let began = Instant::now();
    let mut whole = boot_fixture(&database, "concurrent", "whole", &[], 1);
    assert!(whole.wait().unwrap().success());
    let whole_boot = began.elapsed();
    let mut failed = 0;
    for round in 0..ROUNDS {
        let mut process = boot_fixture(&database, "concurrent", &prefix(round), &[], 1);
        thread::sleep(part_of(whole_boot));
        if round % 2 == 0 {
            process.kill().unwrap();
        } else {
            admin.run(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity \
                 WHERE datname = current_database() AND pid <> pg_backend_pid()",
            );
        }
        failed += usize::from(!process.wait().unwrap().success());
    }
    assert!(failed > 0, "nothing was killed in time");
    for round in 0..ROUNDS {
        let builder = Host::builder(database.url());
        let builder = register_fixture(builder, "concurrent", &prefix(round), &[], 1);
        builder.migrate().unwrap();
        let schema = counted_id(&prefix(round), 0).schema();
        let indexes = admin.texts(&format!(
            "SELECT c.relname || ' ' || indisvalid FROM pg_index \
             JOIN pg_class c ON c.oid = indexrelid JOIN pg_class t ON t.oid = indrelid \
             WHERE c.relnamespace = '{schema}'::regnamespace AND t.relname = 'goods' ORDER BY 1"
        ));
        assert_eq!(indexes, ["goods_both true", "goods_sku true"], "{schema}");
        let rows = admin.text(&format!("SELECT count(*) FROM {schema}.goods"));
        assert_eq!(rows, "5001", "{schema}");
    }
}

#[test]
fn processes_that_are_killed_while_they_rename_leave_one_home_and_a_mark() {
    const ROUNDS: usize = 30;
    const PLUGINS: usize = 2;
    let database = TestDatabase::create().unwrap();
    let old = |round: usize| format!("old-{round}");
    let new = |round: usize| format!("new-{round}");
    let mut builder = Host::builder(database.url()).pool(|pool| pool.max_size(4));
    for round in 0..=ROUNDS {
        builder = register_counted(builder, &old(round), PLUGINS);
    }
    builder.migrate().unwrap();
    let rename = |round: usize| boot_renamed(&database, &new(round), &[&old(round)], PLUGINS);
    let began = Instant::now();
    assert!(rename(ROUNDS).wait().unwrap().success());
    let whole_boot = began.elapsed();
    let mut killed = 0;
    for round in 0..ROUNDS {
        let mut process = rename(round);
        // A replica of the release before starts meanwhile; it works, or refuses.
        let mut older = boot(&database, &old(round), PLUGINS);
        thread::sleep(part_of(whole_boot));
        process.kill().unwrap();
        killed += usize::from(!process.wait().unwrap().success());
        older.wait().unwrap();
    }
    assert!(killed > 0, "no process was killed in time");
    let mut admin = Admin::of(&database);
    for round in 0..ROUNDS {
        let builder = Host::builder(database.url());
        let previous = old(round);
        register_fixture(builder, "counted", &new(round), &[&previous], PLUGINS)
            .migrate()
            .unwrap();
        assert_counted_once(&mut admin, &new(round), PLUGINS);
        for number in 0..PLUGINS {
            let schema = counted_id(&previous, number).schema();
            assert!(admin.has(&format!("{schema}.__diesel_schema_migrations")));
            assert!(!admin.has(&format!("{schema}.log")), "a second home");
        }
        assert!(
            !boot(&database, &previous, PLUGINS)
                .wait()
                .unwrap()
                .success()
        );
    }
}
