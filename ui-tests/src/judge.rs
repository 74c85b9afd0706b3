//! Expected against found.

use std::fs;
use std::io;
use std::path::Path;

use crate::case::Case;
use crate::compilation::Compilation;
use crate::normal_form::normal_form;
use crate::project::Project;

/// Whether to write down what rustc says.
#[must_use]
pub fn is_blessing() -> bool {
    std::env::var_os("BLESS").is_some_and(|value| value == "1")
}

/// What became of the cases of an invariant.
#[derive(Debug, Default)]
pub struct Verdict {
    refused: usize,
    compiled: usize,
    complaints: Vec<String>,
}

impl Verdict {
    /// How many were refused as they should be.
    #[must_use]
    pub fn refused(&self) -> usize {
        self.refused
    }

    /// How many compiled as they should.
    #[must_use]
    pub fn compiled(&self) -> usize {
        self.compiled
    }

    /// What is not as it should be.
    #[must_use]
    pub fn complaints(&self) -> &[String] {
        &self.complaints
    }

    /// Adds the verdict on a case.
    ///
    /// # Errors
    ///
    /// If a blessed text cannot be written.
    pub fn add(
        &mut self,
        case: &Case,
        compilation: &Compilation,
        project: &Project,
    ) -> io::Result<()> {
        let label = format!(
            "{}/{}",
            if case.must_fail() { "fail" } else { "pass" },
            case.name()
        );
        let Some(target) = compilation.target(case.path()) else {
            let message = format!(
                "{label}: Cargo did not come to it:\n{}",
                compilation.cargo()
            );
            self.complaints.push(message);
            return Ok(());
        };
        let said = normal_form(&target.text(), project.directory());
        match (case.must_fail(), target.compiled()) {
            (true, true) => self
                .complaints
                .push(format!("{label}: it compiles, and must not")),
            (false, false) => self
                .complaints
                .push(format!("{label}: it must compile, and does not:\n{said}")),
            (false, true) => self.compiled += 1,
            (true, false) => match compare(&label, &case.blessed(), &said)? {
                None => self.refused += 1,
                Some(complaint) => self.complaints.push(complaint),
            },
        }
        Ok(())
    }
}

/// Holds what was said against what was blessed, or blesses it.
///
/// # Errors
///
/// If the blessed text cannot be written.
pub fn compare(label: &str, blessed: &Path, said: &str) -> io::Result<Option<String>> {
    if is_blessing() {
        fs::write(blessed, said)?;
        return Ok(None);
    }
    Ok(complaint(label, blessed, said))
}

fn complaint(label: &str, blessed: &Path, said: &str) -> Option<String> {
    let Ok(expected) = fs::read_to_string(blessed) else {
        return Some(format!("{label}: no text is blessed; rustc says:\n{said}"));
    };
    (expected != said).then(|| {
        let difference = difference(&expected, said);
        format!("{label}: rustc says something else:\n{difference}")
    })
}

/// The lines that differ, those in common left out at both ends.
fn difference(expected: &str, said: &str) -> String {
    let (expected, said): (Vec<_>, Vec<_>) = (expected.lines().collect(), said.lines().collect());
    let same = |pair: &(&&str, &&str)| pair.0 == pair.1;
    let before = expected.iter().zip(&said).take_while(same).count();
    let after = expected[before..]
        .iter()
        .rev()
        .zip(said[before..].iter().rev())
        .take_while(same)
        .count();
    let marked = |sign: char, lines: &[&str]| -> String {
        lines[before..lines.len() - after]
            .iter()
            .map(|line| format!("{sign} {line}\n"))
            .collect()
    };
    marked('-', &expected) + &marked('+', &said)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_difference_shows_the_lines_that_differ() {
        assert_eq!(difference("a\nb\nc\n", "a\nx\ny\nc\n"), "- b\n+ x\n+ y\n");
    }

    #[test]
    fn a_text_that_nobody_blessed_is_a_complaint() {
        let blessed = Path::new("/nowhere/case.stderr");
        assert!(complaint("case", blessed, "error").is_some());
    }
}
