//! The rules stay pure: what the crate may depend on is written down here.

use std::collections::BTreeSet;

use cargo_metadata::{DependencyKind, MetadataCommand};

/// Each is small, does no input or output, and knows nothing of a database.
const ALLOWED: [&str; 4] = ["squawk-lexer", "squawk-parser", "thiserror", "toml"];

#[test]
fn the_rules_depend_on_nothing_that_does_input_or_output() {
    let metadata = MetadataCommand::new()
        .manifest_path(concat!(env!("CARGO_MANIFEST_DIR"), "/Cargo.toml"))
        .no_deps()
        .exec()
        .expect("cargo knows its own workspace");
    let package = metadata
        .packages
        .iter()
        .find(|package| package.name.as_str() == env!("CARGO_PKG_NAME"))
        .expect("the package under test is in its workspace");

    let not_allowed: BTreeSet<&str> = package
        .dependencies
        .iter()
        .filter(|dependency| dependency.kind != DependencyKind::Development)
        .map(|dependency| dependency.name.as_str())
        .filter(|name| !ALLOWED.contains(name))
        .collect();
    assert!(
        not_allowed.is_empty(),
        "the crate of pure rules depends on {not_allowed:?}"
    );
}
