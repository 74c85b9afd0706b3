//! The list that people keep: `implementations.toml`.

use std::collections::BTreeSet;

use serde::Deserialize;

use super::ImplementationsError;

/// The clauses of the argument, each with what it covers.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct List {
    pub(super) clause: Vec<Clause>,
}

/// One clause of the argument.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Clause {
    pub(super) name: String,
    /// Why an implementation under it lets no foreign table through.
    pub(super) argument: String,
    /// What is computed of each of its implementations, beside the reading by people.
    pub(super) check: Option<Check>,
    /// Implementations in Diesel.
    #[serde(default)]
    pub(super) diesel: BTreeSet<String>,
    /// Implementations in the crates of this workspace.
    #[serde(default)]
    pub(super) ours: BTreeSet<String>,
}

/// What the program itself can tell of an implementation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum Check {
    /// `AppearsOnTable` is asked of the type of each field.
    Operands,
    /// It is `SelectableExpression`, of which `AppearsOnTable` is a supertrait.
    Supertrait,
    /// It is `QueryFragment`, and the same type is `AppearsOnTable`.
    Expression,
    /// `QueryFragment` is asked of the type of each field.
    Parts,
}

impl List {
    /// The list of this repository.
    pub(super) fn read() -> Result<Self, ImplementationsError> {
        Self::parse(include_str!("implementations.toml"))
    }

    pub(super) fn parse(text: &str) -> Result<Self, ImplementationsError> {
        toml::from_str(text).map_err(|source| ImplementationsError::List(Box::new(source)))
    }
}
