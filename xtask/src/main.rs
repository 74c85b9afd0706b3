//! `cargo xtask …`: what is generated, checked or measured for this repository.
//!
//! Each subcommand is a module.

mod curated_diesel;
mod diesel_gate;
mod features;
mod package;
mod proof;
mod rustdoc;
mod signatures;
mod workspace;

use std::error::Error;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::{Parser, Subcommand};

#[derive(Debug, Parser)]
#[command(about = "Generates, checks and measures what this repository needs")]
struct Arguments {
    #[command(subcommand)]
    task: Task,
}

#[derive(Debug, Subcommand)]
enum Task {
    /// Checks the names and signatures that a plugin can reach, and writes `docs/curated-diesel.md`.
    CuratedDiesel(curated_diesel::CuratedDiesel),
    /// Checks each published crate with each of its features alone, and with none.
    Features(features::Features),
    /// Packages the published crates, and runs a plugin and a host that are made of the packages.
    Package(package::PackageAll),
    /// Runs all checks against a given Diesel, in a copy of the workspace.
    DieselGate(diesel_gate::DieselGate),
    /// Compares Diesel's implementations with the list, and writes `docs/proof.md`.
    Implementations(proof::Implementations),
}

impl Task {
    fn run(self) -> Result<(), Box<dyn Error>> {
        match self {
            Self::CuratedDiesel(task) => Ok(task.run()?),
            Self::Features(task) => Ok(task.run()?),
            Self::Package(task) => Ok(task.run()?),
            Self::DieselGate(task) => Ok(task.run()?),
            Self::Implementations(task) => Ok(task.run()?),
        }
    }
}

/// The root of the repository.
fn repository() -> PathBuf {
    let manifest = Path::new(env!("CARGO_MANIFEST_DIR"));
    manifest.parent().unwrap_or(manifest).to_owned()
}

#[expect(clippy::print_stderr, reason = "a command says what went wrong")]
fn main() -> ExitCode {
    let Err(error) = Arguments::parse().task.run() else {
        return ExitCode::SUCCESS;
    };
    eprintln!("error: {error}");
    let mut source = error.source();
    while let Some(cause) = source {
        eprintln!("cause: {cause}");
        source = cause.source();
    }
    ExitCode::FAILURE
}
