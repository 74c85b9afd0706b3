//! The compile error of the forbidden query.

use std::env;
use std::path::Path;
use std::process::Command;

use serde_json::Value;

use crate::Outcome;
use crate::console::Console;

/// Compiles the package `forbidden` with its forbidden query, and shows the error.
///
/// The program may run where there is neither Cargo nor the source; then it says so.
pub(crate) fn show(console: &mut Console) -> Outcome {
    let source = Path::new(env!("CARGO_MANIFEST_DIR"));
    if !source.join("../forbidden/src/curious.rs").exists() {
        console.line("skipped: the source is not here")?;
        return Ok(());
    }
    let cargo = env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let format = if console.is_coloured() {
        "--message-format=json-diagnostic-rendered-ansi"
    } else {
        "--message-format=json"
    };
    let mut command = Command::new(cargo);
    // `build` and not `check`: it finds the dependencies as this program left them.
    command
        .args(["build", "--quiet", "--offline", "--package", "forbidden"])
        .arg(format)
        .env("SCHEMA_ISO_FORBIDDEN", "1")
        .current_dir(source);
    if !cfg!(debug_assertions) {
        command.arg("--release");
    }
    let output = match command.output() {
        Ok(output) => output,
        Err(error) => {
            console.line(format!("skipped: cargo does not start: {error}"))?;
            return Ok(());
        }
    };
    let errors: Vec<String> = String::from_utf8_lossy(&output.stdout)
        .lines()
        .filter_map(error_in)
        .collect();
    if errors.is_empty() && !output.status.success() {
        // Something stopped Cargo before, such as a dependency that is not here.
        console.line("skipped: cargo did not come so far as to compile it:")?;
        console.line(String::from_utf8_lossy(&output.stderr))?;
        return Ok(());
    }
    for error in &errors {
        console.line(error)?;
    }
    let refused = !errors.is_empty() && !output.status.success();
    console.claim(refused, "it does not compile")
}

/// The error in a message of Cargo's, as rustc would print it.
fn error_in(message: &str) -> Option<String> {
    let message: Value = serde_json::from_str(message).ok()?;
    let diagnostic = message.get("message")?;
    // Errors without a code are the count of those with one.
    if diagnostic.get("level")? != "error" || diagnostic.get("code")?.is_null() {
        return None;
    }
    let rendered = diagnostic.get("rendered")?.as_str()?;
    // Where rustc has put the names that are too long for the terminal.
    let of_interest = |line: &&str| {
        !line.contains("the full name for the type has been written to")
            && !line.contains("consider using `--verbose` to print the full type name")
    };
    let lines: Vec<&str> = rendered.trim_end().lines().filter(of_interest).collect();
    Some(lines.join("\n"))
}
