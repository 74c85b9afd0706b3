//! Counting instructions, with the simulated processor of valgrind's tool callgrind.
//!
//! A virtual machine has no counters for instructions as a rule, and a simulation counts the same
//! on every machine. Only the process itself is counted: neither the kernel nor the server.

use std::fs;
use std::hint::black_box;
use std::io;
use std::path::Path;
use std::process::Command;

/// The name of [`count_instructions_of`] in the program.
const COUNTED: &str = "schema_iso_benches::callgrind::count_instructions_of";

/// Why instructions were not counted.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum CallgrindError {
    /// A file cannot be written or read.
    #[error("cannot use the directory of the counts")]
    Directory(#[source] io::Error),
    /// valgrind is not there.
    #[error("cannot start valgrind; Debian's package is called `valgrind`")]
    Start(#[source] io::Error),
    /// The counted program failed; its own output says why.
    #[error("the program that was to be counted failed")]
    Failed,
    /// A file of callgrind's has no count.
    #[error("`{0}` has no line `totals:`")]
    NoTotal(String),
}

/// Runs `work`, which callgrind counts if this process was started by [`counts`].
#[inline(never)]
pub fn count_instructions_of<T>(work: impl FnOnce() -> T) -> ((), T) {
    // Something is left to do after `work`, so that its call returns to here.
    ((), black_box(work()))
}

/// Runs this program again under callgrind, with an argument, and returns the instructions of
/// each call of [`count_instructions_of`], in the order of the calls.
///
/// # Errors
///
/// See [`CallgrindError`].
pub fn counts(argument: &str, scratch: &Path) -> Result<Vec<u64>, CallgrindError> {
    if scratch.exists() {
        fs::remove_dir_all(scratch).map_err(CallgrindError::Directory)?;
    }
    fs::create_dir_all(scratch).map_err(CallgrindError::Directory)?;
    let program = std::env::current_exe().map_err(CallgrindError::Start)?;
    let out = scratch.join("out");
    let status = Command::new("valgrind")
        .args(["--quiet", "--tool=callgrind", "--collect-atstart=no"])
        .arg(format!("--toggle-collect={COUNTED}"))
        .arg(format!("--dump-after={COUNTED}"))
        .arg(format!("--callgrind-out-file={}", out.display()))
        .arg(program)
        .arg(argument)
        .status()
        .map_err(CallgrindError::Start)?;
    if !status.success() {
        return Err(CallgrindError::Failed);
    }
    // One file for each call, numbered from 1.
    let mut counts = Vec::new();
    loop {
        let part = out.with_extension((counts.len() + 1).to_string());
        if !part.exists() {
            return Ok(counts);
        }
        let text = fs::read_to_string(&part).map_err(CallgrindError::Directory)?;
        let total = total(&text);
        counts.push(total.ok_or_else(|| CallgrindError::NoTotal(part.display().to_string()))?);
        fs::remove_file(&part).map_err(CallgrindError::Directory)?;
    }
}

/// The count of a file.
fn total(text: &str) -> Option<u64> {
    let mut lines = text.lines();
    lines.find_map(|line| line.strip_prefix("totals: ")?.trim().parse().ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_total_of_a_file_is_its_count() {
        let text = "version: 1\nevents: Ir\nsummary: 7\n\nfn=(1) main\n1 7\n\ntotals: 7\n";
        assert_eq!(total(text), Some(7));
        assert_eq!(total("version: 1\n"), None);
    }
}
