//! `Diagnostic`: a violation of a rule, with one form of error text for macros and run time.

use std::fmt;

use super::{ISO_02, ISO_06, ISO_10, Rule};
use crate::definition::IdentifierError;
use crate::id::{PluginId, PluginIdError, SharedSchemaNameError};
use crate::order::RegisterProblem;

/// What is wrong, what to write instead, and which rule requires it.
///
/// `Display` is the same text for macros and run time.
///
/// ```
/// use schema_iso::rule::{Diagnostic, ISO_01};
///
/// let diagnostic = Diagnostic::new(&ISO_01, "the crate `notes` declares a second plugin")
///     .with_help("move it into a crate of its own")
///     .with_note("the first one is `Notes`");
/// assert_eq!(
///     diagnostic.to_string(),
///     "the crate `notes` declares a second plugin\n\
///      help: move it into a crate of its own\n\
///      note: the first one is `Notes`\n\
///      note: rule ISO-01, see https://docs.rs/schema-iso/latest/schema_iso/rules/iso_01/index.html",
/// );
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Diagnostic {
    rule: Option<&'static Rule>,
    message: String,
    help: Option<String>,
    notes: Vec<String>,
}

impl Diagnostic {
    /// A breach of a rule.
    #[must_use]
    pub fn new(rule: &'static Rule, message: impl Into<String>) -> Self {
        Self {
            rule: Some(rule),
            ..Self::without_rule(message)
        }
    }

    /// A mistake in writing that no rule is about, such as a misspelt attribute.
    #[must_use]
    pub fn without_rule(message: impl Into<String>) -> Self {
        Self {
            rule: None,
            message: message.into(),
            help: None,
            notes: Vec::new(),
        }
    }

    /// Sets what to write instead.
    #[must_use]
    pub fn with_help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    /// Adds a note.
    #[must_use]
    pub fn with_note(mut self, note: impl Into<String>) -> Self {
        self.notes.push(note.into());
        self
    }

    /// The rule that was broken; none for a mere mistake in writing.
    #[must_use]
    pub fn rule(&self) -> Option<&'static Rule> {
        self.rule
    }

    /// What went wrong, in one lower-case clause.
    #[must_use]
    pub fn message(&self) -> &str {
        &self.message
    }

    /// What to write instead.
    #[must_use]
    pub fn help(&self) -> Option<&str> {
        self.help.as_deref()
    }

    /// The notes, without that about the rule.
    #[must_use]
    pub fn notes(&self) -> &[String] {
        &self.notes
    }
}

impl fmt::Display for Diagnostic {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)?;
        if let Some(help) = &self.help {
            write!(f, "\nhelp: {help}")?;
        }
        for note in &self.notes {
            write!(f, "\nnote: {note}")?;
        }
        if let Some(rule) = self.rule {
            write!(f, "\nnote: rule {}, see {}", rule.id(), rule.page())?;
        }
        Ok(())
    }
}

impl From<&PluginIdError> for Diagnostic {
    fn from(error: &PluginIdError) -> Self {
        let help = error
            .help()
            .unwrap_or_else(|| "write lower-case words, such as `my-feature`".to_owned());
        Self::new(&ISO_02, error.to_string())
            .with_help(help)
            .with_note(format!(
                "an id is a-z and 0-9 in words joined by single hyphens, at most {} bytes long",
                PluginId::MAX_BYTES,
            ))
    }
}

impl From<&SharedSchemaNameError> for Diagnostic {
    fn from(error: &SharedSchemaNameError) -> Self {
        Self::new(&ISO_06, error.to_string()).with_help(
            "name a schema that was made for sharing, such as `extensions`, in lower case",
        )
    }
}

impl From<&IdentifierError> for Diagnostic {
    fn from(error: &IdentifierError) -> Self {
        Self::without_rule(error.to_string()).with_help(error.help())
    }
}

impl From<&RegisterProblem> for Diagnostic {
    fn from(problem: &RegisterProblem) -> Self {
        Self::new(&ISO_10, problem.to_string()).with_help(problem.help())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::id::{PluginId, SharedSchemaName};

    #[test]
    fn a_wrong_id_is_told_with_the_right_one() {
        let error = PluginId::new("My_Feature").unwrap_err();
        assert_eq!(
            Diagnostic::from(&error).to_string(),
            "the plugin id has the upper-case letter 'M' at position 1\n\
             help: write `my-feature`\n\
             note: an id is a-z and 0-9 in words joined by single hyphens, at most 56 bytes long\n\
             note: rule ISO-02, see https://docs.rs/schema-iso/latest/schema_iso/rules/iso_02/index.html"
        );
    }

    #[test]
    fn every_conversion_offers_help() {
        let shared = SharedSchemaName::new("public").unwrap_err();
        assert!(Diagnostic::from(&shared).help().is_some());
        let cycle = RegisterProblem::Cycle { path: Vec::new() };
        assert!(Diagnostic::from(&cycle).help().is_some());
    }
}
