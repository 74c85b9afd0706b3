//! What a plugin costs the compiler, beside the same application with stock Diesel: the CPU time
//! of rustc for the crate alone, with everything that it depends on compiled before.
//!
//! `cargo run --release -p schema-iso-benches --bin compile`, or with `-- 3` for three tables only.

#![expect(clippy::print_stdout, reason = "a benchmark prints what it found")]

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use nix::sys::resource::{UsageWho, getrusage};
use nix::sys::time::TimeVal;
use schema_iso_benches::application::{FUNCTIONS_OF_A_TABLE, Form, source};
use schema_iso_benches::{Pair, median, ratios};

/// How many tables an application has, and how often each form of it is compiled.
const SIZES: [(usize, usize); 3] = [(3, 15), (30, 5), (200, 3)];

fn workspace() -> &'static Path {
    let manifest = Path::new(env!("CARGO_MANIFEST_DIR"));
    manifest.parent().expect("the crate lies in the workspace")
}

fn name(form: Form) -> &'static str {
    match form {
        Form::Stock => "stock",
        Form::Plugin => "plugin",
    }
}

fn dependency(form: Form) -> String {
    let workspace = workspace().display();
    match form {
        Form::Stock => "diesel = { version = '2.3', default-features = false, \
                        features = ['postgres', '32-column-tables'] }"
            .to_owned(),
        Form::Plugin => {
            format!("schema-iso-diesel = {{ path = '{workspace}/schema-iso-diesel' }}")
        }
    }
}

/// Writes the two packages, with an empty source.
fn write(root: &Path) -> io::Result<()> {
    fs::create_dir_all(root)?;
    let members = "[workspace]\nresolver = '3'\nmembers = ['stock', 'plugin']\n";
    fs::write(root.join("Cargo.toml"), members)?;
    fs::copy(workspace().join("Cargo.lock"), root.join("Cargo.lock"))?;
    for form in [Form::Stock, Form::Plugin] {
        let directory = root.join(name(form));
        fs::create_dir_all(directory.join("src"))?;
        let manifest = format!(
            "[package]\nname = '{}'\nversion = '0.1.0'\nedition = '2024'\n\n[dependencies]\n{}\n",
            name(form),
            dependency(form)
        );
        fs::write(directory.join("Cargo.toml"), manifest)?;
        fs::write(library(root, form), "")?;
    }
    Ok(())
}

fn library(root: &Path, form: Form) -> PathBuf {
    root.join(name(form)).join("src/lib.rs")
}

/// The CPU time of all processes that ended so far.
fn cpu_time() -> Duration {
    let usage = getrusage(UsageWho::RUSAGE_CHILDREN).expect("the system counts CPU time");
    let duration = |time: TimeVal| {
        let micros = time.tv_sec() * 1_000_000 + time.tv_usec();
        Duration::from_micros(u64::try_from(micros).unwrap_or_default())
    };
    duration(usage.user_time()) + duration(usage.system_time())
}

/// Runs `cargo check` and says how much CPU time it took.
fn check(root: &Path, form: Form) -> Duration {
    let before = cpu_time();
    let output = Command::new("cargo")
        .args(["check", "--quiet", "--package", name(form)])
        .current_dir(root)
        .env("CARGO_TARGET_DIR", root.join("target"))
        .env("CARGO_INCREMENTAL", "0")
        .output()
        .expect("cargo runs");
    assert!(
        output.status.success(),
        "{} does not compile: {}",
        name(form),
        String::from_utf8_lossy(&output.stderr)
    );
    cpu_time() - before
}

/// The CPU time of rustc alone: Cargo's own is that of a second run, which finds all fresh.
fn compile(root: &Path, form: Form, source: &str, round: usize) -> Duration {
    fs::write(library(root, form), format!("{source}\n// {round}\n"))
        .expect("the source can be written");
    let both = check(root, form);
    let cargo = check(root, form);
    both.saturating_sub(cargo)
}

fn main() {
    let only: Option<usize> = std::env::args().nth(1).map(|tables| {
        tables
            .parse()
            .expect("the argument is the number of tables of an application")
    });
    let root = workspace().join("target/compile");
    write(&root).expect("the packages can be written");
    println!("CPU time of rustc for the crate, with its dependencies compiled before");
    for (tables, rounds) in SIZES {
        if only.is_some_and(|only| only != tables) {
            continue;
        }
        let stock = source(Form::Stock, tables);
        let plugin = source(Form::Plugin, tables);
        // The first compiles the dependencies, too.
        compile(&root, Form::Stock, &stock, 0);
        compile(&root, Form::Plugin, &plugin, 0);
        let pairs: Vec<Pair> = (1..=rounds)
            .map(|round| Pair {
                peer: compile(&root, Form::Stock, &stock, round),
                ours: compile(&root, Form::Plugin, &plugin, round),
            })
            .collect();
        let middle = median(&pairs);
        let [low, ratio, high] = ratios(&pairs);
        println!(
            "{tables} tables, {} functions",
            tables * FUNCTIONS_OF_A_TABLE
        );
        println!("  plugin        {:>7.3} s", middle.ours.as_secs_f64());
        println!("  stock Diesel  {:>7.3} s", middle.peer.as_secs_f64());
        println!("  ratio         {ratio:>7.2}   (from {low:.2} to {high:.2})");
    }
}
