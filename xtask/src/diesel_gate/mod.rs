//! `cargo xtask diesel-gate`: everything that the isolation rests on, against a given Diesel.
//!
//! The gate runs in a copy of the workspace below `target/diesel-gate`, so that neither the
//! manifest nor the lock file of the workspace changes.

mod scratch;

use std::io;
use std::path::PathBuf;
use std::process::Command;

use clap::Args;

use self::scratch::Scratch;

/// Checks surface, implementations, forbidden and legal programs against a given Diesel.
#[derive(Debug, Args)]
pub(crate) struct DieselGate {
    /// A published version, such as 9.1.3. Default: the one that is locked.
    #[arg(long, conflicts_with_all = ["path", "previous"])]
    diesel: Option<String>,
    /// The patch release before the least one that the workspace allows.
    #[arg(long, conflicts_with = "path")]
    previous: bool,
    /// A checkout of Diesel's repository.
    #[arg(long)]
    path: Option<PathBuf>,
    /// Check surface and implementations alone, which takes minutes less.
    #[arg(long)]
    cheap: bool,
}

/// Why the gate is shut, or could not be tried.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub(crate) enum DieselGateError {
    /// The copy of the workspace cannot be made.
    #[error("cannot copy the workspace to `{path}`")]
    Copy {
        /// The copy.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// A program cannot be started.
    #[error("cannot run `{0}`")]
    Start(&'static str, #[source] io::Error),
    /// Cargo or git did not do what the copy needs.
    #[error("`{0}` failed; its errors are above")]
    Command(String),
    /// The workspace manifest has no requirement of Diesel's where it is expected.
    #[error("the workspace manifest has no line `{0} = {{ version = \"…\"`")]
    NoRequirement(String),
    /// The least version that is allowed has no patch release before it.
    #[error("the workspace asks for Diesel `{0}`, which has no patch release before it")]
    NoPrevious(String),
    /// The checkout is none of Diesel's.
    #[error("`{0}` has no package `diesel`")]
    NoDiesel(PathBuf),
    /// Cargo cannot read the checkout.
    #[error("cannot ask cargo for the packages of the checkout")]
    Metadata(#[from] cargo_metadata::Error),
    /// Some step failed; what to look at has been printed.
    #[error("{0} of the gate's steps failed")]
    Shut(usize),
}

/// One step: a command of Cargo's, and what to read when it fails.
struct Step {
    name: &'static str,
    arguments: &'static [&'static str],
    look_at: &'static str,
}

/// The steps, cheap ones first.
const STEPS: [Step; 4] = [
    Step {
        name: "surface",
        arguments: &["xtask", "curated-diesel", "--check"],
        look_at: "a name, a signature or a macro is new or gone: judge it in xtask/src/curated_diesel/reasons.toml \
                  and xtask/src/signatures/signatures.toml",
    },
    Step {
        name: "implementations",
        arguments: &["xtask", "implementations", "--check"],
        look_at: "a step of the argument has changed: read the implementation, then \
                  xtask/src/proof/implementations.toml and ARCHITECTURE.md, \"Why ISO-03 holds\"",
    },
    Step {
        name: "forbidden patterns and their twins",
        arguments: &[
            "test",
            "--locked",
            "--package",
            "schema-iso-ui-tests",
            "--no-fail-fast",
        ],
        look_at: "a program that compiles and must not is a hole; a text that differs is for its reader; a twin \
                  that does not compile is a legal pattern lost (ui-tests/cases)",
    },
    Step {
        name: "legal programs",
        arguments: &["test", "--locked", "--package", "schema-iso-legal-compare"],
        look_at: "a legal program no longer compiles, or its SQL differs from stock Diesel's (tests/legal, and the \
                  nodes in schema-iso-query/src that write SQL in Diesel's place)",
    },
];

/// How many steps [`DieselGate::cheap`] leaves.
const CHEAP: usize = 2;

impl DieselGate {
    #[expect(
        clippy::print_stdout,
        reason = "the outcome is what the command is for"
    )]
    pub(crate) fn run(self) -> Result<(), DieselGateError> {
        let scratch = match (&self.diesel, &self.path) {
            (Some(version), _) => Scratch::with_version(version)?,
            (None, Some(path)) => Scratch::with_checkout(path)?,
            (None, None) if self.previous => Scratch::with_previous_version()?,
            (None, None) => Scratch::as_it_is()?,
        };
        let steps = if self.cheap {
            &STEPS[..CHEAP]
        } else {
            &STEPS[..]
        };
        let mut outcomes = Vec::new();
        for step in steps {
            println!("== {}: cargo {}", step.name, step.arguments.join(" "));
            outcomes.push((step, scratch.cargo(step.arguments)?));
        }
        print!("{}", summary(&scratch.diesel, &outcomes));
        match outcomes.iter().filter(|(_, passed)| !passed).count() {
            0 => Ok(()),
            failed => Err(DieselGateError::Shut(failed)),
        }
    }
}

/// What to print at the end.
fn summary(diesel: &str, outcomes: &[(&Step, bool)]) -> String {
    let mut text = format!("\n== the gate, with Diesel {diesel}\n");
    for (step, passed) in outcomes {
        let outcome = if *passed { "ok" } else { "FAILED" };
        text += &format!("{outcome:<7}{}\n", step.name);
        if !passed {
            text += &format!("       {}\n", step.look_at);
        }
    }
    text
}

/// A program that the gate runs, free of what the `cargo run` around this has set.
fn command(program: &str) -> Command {
    let mut command = Command::new(program);
    command.env_remove("CARGO_TARGET_DIR");
    command
}

#[cfg(test)]
mod tests {
    use super::{STEPS, summary};

    #[test]
    fn the_summary_says_what_to_look_at_for_what_failed_alone() {
        let outcomes = [(&STEPS[0], true), (&STEPS[1], false)];
        let text = summary("9.1.3", &outcomes);
        assert!(
            text.contains("with Diesel 9.1.3\nok     surface\nFAILED implementations\n"),
            "{text}"
        );
        assert!(text.contains("implementations.toml"), "{text}");
        assert!(!text.contains("reasons.toml"), "{text}");
    }
}
