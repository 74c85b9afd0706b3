//! Arrows between the crates of the workspace point down only.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;

use cargo_metadata::{DependencyKind, Metadata, MetadataCommand};

/// The published crates, each with the crates of ours that it may depend on.
const LAYERS: &[(&str, &[&str])] = &[
    ("schema-iso", &[]),
    ("schema-iso-directory", &["schema-iso"]),
    ("schema-iso-derive", &["schema-iso", "schema-iso-directory"]),
    ("schema-iso-query", &["schema-iso"]),
    (
        "schema-iso-diesel",
        &["schema-iso-derive", "schema-iso-query"],
    ),
    ("throwaway-postgres", &[]),
    (
        "schema-iso-host",
        &[
            "schema-iso",
            "schema-iso-directory",
            "schema-iso-query",
            "throwaway-postgres",
        ],
    ),
    (
        "cargo-schema-iso",
        &["schema-iso", "schema-iso-host", "throwaway-postgres"],
    ),
];

/// The plugins among the examples and tests, which see the façade and one another.
const PLUGINS: &[&str] = &[
    "auth",
    "catalog",
    "forbidden",
    "healthcheck",
    "notes",
    "schema-iso-legal-plugin",
    "ui-tests-auth",
];

fn workspace() -> Metadata {
    MetadataCommand::new()
        .manifest_path(concat!(env!("CARGO_MANIFEST_DIR"), "/Cargo.toml"))
        .no_deps()
        .exec()
        .expect("cargo knows its own workspace")
}

/// What each crate of the workspace depends on in it, tests and build scripts aside.
fn dependencies() -> BTreeMap<String, BTreeSet<String>> {
    let metadata = workspace();
    let names: BTreeSet<String> = metadata
        .packages
        .iter()
        .map(|package| package.name.to_string())
        .collect();
    let of = |package: &cargo_metadata::Package| {
        package
            .dependencies
            .iter()
            .filter(|dependency| dependency.kind == DependencyKind::Normal)
            .map(|dependency| dependency.name.clone())
            .filter(|name| names.contains(name))
            .collect()
    };
    metadata
        .packages
        .iter()
        .map(|package| (package.name.to_string(), of(package)))
        .collect()
}

#[test]
fn a_published_crate_depends_on_the_layers_below_it_only() {
    let dependencies = dependencies();
    for &(name, allowed) in LAYERS {
        let found = dependencies.get(name).expect("the crate exists");
        let found: BTreeSet<&str> = found.iter().map(String::as_str).collect();
        let allowed: BTreeSet<&str> = allowed.iter().copied().collect();
        assert!(
            found.is_subset(&allowed),
            "`{name}` depends on {:?}, which is not below it",
            found.difference(&allowed)
        );
    }
}

#[test]
fn every_published_crate_and_every_plugin_has_its_place() {
    let metadata = workspace();
    for package in &metadata.packages {
        let name: &str = &package.name;
        // `publish = false` is an empty list of registries.
        if package.publish.is_none() {
            let is_layer = LAYERS.iter().any(|(layer, _)| *layer == name);
            assert!(is_layer, "`{name}` is published and has no layer");
        }
        let root = package.targets.iter().find(|it| it.is_lib());
        let text = root.and_then(|it| fs::read_to_string(&it.src_path).ok());
        let declares_a_plugin =
            text.is_some_and(|text| text.lines().any(|line| line.starts_with("#[plugin(id = ")));
        assert_eq!(
            declares_a_plugin,
            PLUGINS.contains(&name),
            "the plugin `{name}`"
        );
    }
}

#[test]
fn a_plugin_depends_on_the_facade_and_on_plugins_only() {
    let dependencies = dependencies();
    for &plugin in PLUGINS {
        let found = dependencies.get(plugin).expect("the plugin exists");
        let wrong: Vec<&String> = found
            .iter()
            .filter(|name| *name != "schema-iso-diesel" && !PLUGINS.contains(&name.as_str()))
            .collect();
        assert!(
            wrong.is_empty(),
            "the plugin `{plugin}` depends on {wrong:?}"
        );
    }
}
