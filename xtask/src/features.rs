//! `cargo xtask features`: each published crate with each of its features alone, and with none.
//!
//! Crates and features are those that Cargo reads in the manifests, so that a new one is
//! checked without anybody listing it.

use std::collections::BTreeMap;

use cargo_metadata::Package;
use clap::Args;

use crate::workspace::{self, CargoError};

/// Checks each published crate with each of its features alone, and with none.
#[derive(Debug, Args)]
pub(crate) struct Features {
    /// Write what would be checked, and check nothing.
    #[arg(long)]
    list: bool,
    /// Leave a feature out, such as `128-column-tables`, with which Diesel takes minutes.
    #[arg(long, value_name = "FEATURE")]
    except: Vec<String>,
}

/// Why the features are not known to compile.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub(crate) enum FeaturesError {
    /// The workspace cannot be read.
    #[error("cannot tell which features there are")]
    Workspace(#[source] CargoError),
    /// A feature that is to be left out is none of any published crate.
    #[error("no published crate has the feature `{0}`")]
    Unknown(String),
    /// Some of them do not compile; the output of Cargo says why.
    #[error("{} of {checked} sets of features do not compile: {}", .failed.len(), .failed.join("; "))]
    Failed {
        /// How many there are.
        checked: usize,
        /// Which they are.
        failed: Vec<String>,
    },
}

impl Features {
    #[expect(clippy::print_stdout, reason = "a command says what it does")]
    pub(crate) fn run(self) -> Result<(), FeaturesError> {
        let metadata = workspace::metadata().map_err(FeaturesError::Workspace)?;
        let mut sets = sets(&workspace::published(&metadata));
        for left_out in &self.except {
            if !sets.iter().any(|set| set.is_of(left_out)) {
                return Err(FeaturesError::Unknown(left_out.clone()));
            }
            sets.retain(|set| !set.is_of(left_out));
        }
        let mut failed = Vec::new();
        for set in &sets {
            println!("{set}");
            if !self.list && workspace::run(&mut set.command()).is_err() {
                failed.push(set.to_string());
            }
        }
        if failed.is_empty() {
            Ok(())
        } else {
            let checked = sets.len();
            Err(FeaturesError::Failed { checked, failed })
        }
    }
}

/// A feature, or none, and the crates that have it.
///
/// They are compiled in one run, as Diesel is then compiled once; a feature that several
/// crates have, each of them passes on to the same crate below.
#[derive(Debug, PartialEq, Eq)]
struct FeatureSet {
    feature: Option<String>,
    packages: Vec<String>,
}

impl FeatureSet {
    fn is_of(&self, feature: &str) -> bool {
        self.feature.as_deref() == Some(feature)
    }

    /// Lints the libraries, with what they are built with and nothing else.
    fn command(&self) -> std::process::Command {
        let mut cargo = workspace::cargo();
        cargo.args(["clippy", "--locked", "--lib", "--no-default-features"]);
        for package in &self.packages {
            cargo.args(["--package", package]);
            if let Some(feature) = &self.feature {
                cargo.args(["--features", &format!("{package}/{feature}")]);
            }
        }
        cargo.args(["--", "-D", "warnings"]);
        cargo
    }
}

impl std::fmt::Display for FeatureSet {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match &self.feature {
            Some(feature) => write!(formatter, "`{feature}` alone")?,
            None => formatter.write_str("no feature")?,
        }
        write!(formatter, " ({})", self.packages.join(", "))
    }
}

/// Each feature of each crate, and none.
fn sets(packages: &[&Package]) -> Vec<FeatureSet> {
    let mut sets: BTreeMap<Option<&str>, Vec<String>> = BTreeMap::new();
    for package in packages {
        let features = package.features.keys().map(String::as_str);
        // `default` alone is what everything else in this repository is built with.
        let features = features.filter(|feature| *feature != "default").map(Some);
        for feature in features.chain([None]) {
            let having = sets.entry(feature).or_default();
            having.push(package.name.to_string());
        }
    }
    sets.into_iter()
        .map(|(feature, packages)| FeatureSet {
            feature: feature.map(str::to_owned),
            packages,
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_feature_of_every_published_crate_is_checked_alone_and_none_is() {
        let metadata = workspace::metadata().expect("the workspace is read");
        let published = workspace::published(&metadata);
        let sets = sets(&published);
        let checks = |package: &str, feature: Option<&str>| {
            let set = sets.iter().find(|set| set.feature.as_deref() == feature);
            set.is_some_and(|set| set.packages.iter().any(|it| it == package))
        };
        for package in &published {
            assert!(checks(&package.name, None), "{} without", package.name);
            for feature in package.features.keys().filter(|it| *it != "default") {
                let name = &package.name;
                assert!(checks(name, Some(feature)), "{name} with {feature}");
            }
        }
        assert!(checks("schema-iso-diesel", Some("128-column-tables")));
        assert!(checks("schema-iso-host", Some("bundled-libpq-tls")));
    }

    // Cheap enough for CI, which leaves out the longest: without the shorter ones, the lists of
    // `tuple.rs` would overlap those of Diesel.
    #[test]
    fn the_feature_for_more_columns_brings_that_for_fewer() {
        let metadata = workspace::metadata().expect("the workspace is read");
        let mut having = 0;
        for package in workspace::published(&metadata) {
            let brings = |more: &str, fewer: &str| {
                let more = package.features.get(more);
                more.is_some_and(|brought| brought.iter().any(|it| it == fewer))
            };
            if package.features.contains_key("32-column-tables") {
                having += 1;
                let name = &package.name;
                assert!(brings("128-column-tables", "64-column-tables"), "{name}");
                assert!(brings("64-column-tables", "32-column-tables"), "{name}");
            }
        }
        assert_eq!(having, 2, "the crates that have the features");
    }

    #[test]
    fn a_feature_is_turned_on_for_the_crates_that_have_it_and_for_no_other() {
        let set = FeatureSet {
            feature: Some("uuid".to_owned()),
            packages: vec!["one".to_owned(), "two".to_owned()],
        };
        let command = set.command();
        let arguments: Vec<_> = command.get_args().filter_map(|it| it.to_str()).collect();
        let arguments = arguments.join(" ");
        assert!(arguments.contains("--no-default-features"), "{arguments}");
        assert!(
            arguments.contains("--package one --features one/uuid --package two"),
            "{arguments}"
        );
    }
}
