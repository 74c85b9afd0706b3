//! `Finding` and `CheckReport`: the results of a check, and their texts.

use std::fmt;
use std::ops::Range;

use super::page::RulePage;
use crate::rule::ISO_06;

/// How much a finding weighs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// The migration is accepted, but somebody should look at the place.
    Warning,
    /// The migration is refused.
    Error,
}

impl fmt::Display for Severity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Warning => "warning",
            Self::Error => "error",
        })
    }
}

/// One finding: what is wrong, where, and what to write instead.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Finding {
    /// Whether the migration is refused for it.
    pub severity: Severity,
    /// The stable code of the rule, such as `foreign-schema`.
    pub code: &'static str,
    /// One clause that says what is wrong.
    pub message: String,
    /// What to write instead.
    pub help: String,
    /// The file, as the caller named it.
    pub file: String,
    /// The bytes in the file, a byte-order mark included.
    pub span: Range<usize>,
    /// The line, from 1.
    pub line: usize,
    /// The column in characters, from 1; a byte-order mark does not count.
    pub column: usize,
    /// The text of the line, shown with a caret where the text itself is the problem.
    pub excerpt: Option<String>,
}

impl Finding {
    /// A finding about a file or directory as a whole.
    pub(super) fn of_file(
        page: &RulePage,
        severity: Severity,
        file: &str,
        message: impl Into<String>,
        help: impl Into<String>,
    ) -> Self {
        Self {
            severity,
            code: page.code,
            message: message.into(),
            help: help.into(),
            file: file.to_owned(),
            span: 0..0,
            line: 1,
            column: 1,
            excerpt: None,
        }
    }

    /// Whether the migration is refused for it.
    #[must_use]
    pub fn is_error(&self) -> bool {
        self.severity == Severity::Error
    }
}

impl fmt::Display for Finding {
    /// Renders `file:line:column: message`, the line with a caret where it helps, and
    /// the help and the note below.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}:{}: ", self.file, self.line, self.column)?;
        if self.severity == Severity::Warning {
            f.write_str("warning: ")?;
        }
        f.write_str(&self.message)?;
        if let Some(excerpt) = &self.excerpt {
            let caret: String = excerpt
                .chars()
                .take(self.column - 1)
                .map(|c| if c == '\t' { '\t' } else { ' ' })
                .collect();
            write!(f, "\n    {excerpt}\n    {caret}^")?;
        }
        write!(f, "\n  help: {}", self.help)?;
        write!(
            f,
            "\n  note: rule {}, see {}#{}",
            ISO_06.id(),
            ISO_06.page(),
            self.code
        )
    }
}
