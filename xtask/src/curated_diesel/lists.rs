//! The two lists that people keep: what is exported, and why the rest is not.

use std::collections::{BTreeMap, BTreeSet};

use serde::Deserialize;

use super::CuratedDieselError;

/// The lists.
#[derive(Debug)]
pub(super) struct Lists {
    /// By module, the names that it may export.
    pub(super) exports: BTreeMap<String, BTreeSet<String>>,
    pub(super) reasons: Reasons,
}

/// Why names are withheld or replaced, and why traits are harmless.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Reasons {
    /// What Diesel defines and must not be reachable.
    pub(super) forbidden: BTreeSet<String>,
    /// The same among the macros of its derives.
    pub(super) forbidden_macros: BTreeSet<String>,
    /// Names of ours under which a plugin finds nothing but the reason why they are withheld.
    pub(super) placeholders: BTreeSet<String>,
    pub(super) withheld: Vec<Reason>,
    pub(super) replaced: Vec<Reason>,
    pub(super) traits: Vec<Reason>,
}

/// One reason for some names.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Reason {
    pub(super) reason: String,
    pub(super) names: BTreeSet<String>,
}

impl Lists {
    pub(super) fn read() -> Result<Self, CuratedDieselError> {
        Ok(Self {
            exports: parse("exports.toml", include_str!("exports.toml"))?,
            reasons: parse("reasons.toml", include_str!("reasons.toml"))?,
        })
    }
}

fn parse<T: serde::de::DeserializeOwned>(
    file: &'static str,
    text: &str,
) -> Result<T, CuratedDieselError> {
    toml::from_str(text).map_err(|source| CuratedDieselError::List {
        file,
        source: Box::new(source),
    })
}

/// The reason for a name.
pub(super) fn reason_for<'r>(reasons: &'r [Reason], name: &str) -> Option<&'r str> {
    let mut reasons = reasons.iter();
    let found = reasons.find(|reason| reason.names.contains(name));
    found.map(|reason| reason.reason.as_str())
}
