//! The features with which Diesel is built, as Cargo reports them.

use std::collections::BTreeSet;

use cargo_metadata::Metadata;

use super::{DIESEL, RustdocError};

/// What plugins depend on; its features are what they can choose.
pub(crate) const FACADE: &str = "schema-iso-diesel";

/// Features that implement for longer tuples what `32-column-tables` implements for shorter ones,
/// and nothing else. With them rustdoc would take minutes and gigabytes.
const LONGER_TUPLES: [&str; 2] = ["64-column-tables", "128-column-tables"];

/// The features to document the crates with.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Features {
    /// For `cargo doc --features`.
    pub(super) to_ask_for: Vec<String>,
    /// Diesel's, which must come out.
    pub(super) of_diesel: Vec<String>,
}

impl Features {
    /// All that a plugin can switch on, but for longer tuples.
    pub(super) fn of(metadata: &Metadata) -> Result<Self, RustdocError> {
        let facade = metadata.packages.iter().find(|it| it.name == FACADE);
        let facade = facade.ok_or_else(|| RustdocError::NoPackage(FACADE.to_owned()))?;
        let to_ask_for = without_longer_tuples(facade.features.keys());
        Ok(Self {
            to_ask_for: to_ask_for
                .into_iter()
                .map(|feature| format!("{FACADE}/{feature}"))
                .collect(),
            of_diesel: without_longer_tuples(&features_of(metadata, DIESEL)?),
        })
    }

    /// Whether Diesel was built with what `cargo metadata` reports.
    pub(super) fn compare(&self, built: &[String]) -> Result<(), String> {
        let built: BTreeSet<&String> = built.iter().collect();
        let meant: BTreeSet<&String> = self.of_diesel.iter().collect();
        if built == meant {
            return Ok(());
        }
        let list = |difference: Vec<&&String>| -> String {
            let names: Vec<_> = difference.iter().map(|it| format!("`{it}`")).collect();
            if names.is_empty() {
                "none".to_owned()
            } else {
                names.join(", ")
            }
        };
        Err(format!(
            "Diesel was not documented with the features that `cargo metadata` reports: without {}, in addition {}; \
             a crate of the workspace asks for a feature of Diesel's that `{FACADE}` has no feature for",
            list(meant.difference(&built).collect()),
            list(built.difference(&meant).collect()),
        ))
    }
}

/// The features of a package that any member of the workspace can switch on.
pub(crate) fn features_of(
    metadata: &Metadata,
    package: &str,
) -> Result<BTreeSet<String>, RustdocError> {
    let none = || RustdocError::NoPackage(package.to_owned());
    let found = metadata.packages.iter().find(|it| it.name == package);
    let id = &found.ok_or_else(none)?.id;
    let nodes = metadata.resolve.iter().flat_map(|resolve| &resolve.nodes);
    let node = nodes.into_iter().find(|node| node.id == *id);
    let features = &node.ok_or_else(none)?.features;
    Ok(features.iter().map(ToString::to_string).collect())
}

fn without_longer_tuples<'f>(features: impl IntoIterator<Item = &'f String>) -> Vec<String> {
    features
        .into_iter()
        .filter(|feature| !LONGER_TUPLES.contains(&feature.as_str()))
        .cloned()
        .collect()
}

#[cfg(test)]
mod tests {
    use super::Features;

    fn features() -> Features {
        Features {
            to_ask_for: Vec::new(),
            of_diesel: vec!["postgres".to_owned(), "uuid".to_owned()],
        }
    }

    #[test]
    fn the_same_features_in_another_order_are_the_same() {
        let built = ["uuid".to_owned(), "postgres".to_owned()];
        assert_eq!(features().compare(&built), Ok(()));
    }

    #[test]
    fn a_missing_and_a_further_feature_are_named() {
        let built = ["postgres".to_owned(), "sqlite".to_owned()];
        let wrong = features().compare(&built).expect_err("they differ");
        assert!(
            wrong.contains("without `uuid`, in addition `sqlite`"),
            "{wrong}"
        );
    }
}
