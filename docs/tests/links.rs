//! What the pages point at is there.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

/// Directories whose names, at the start of a word in code, mean a path in the repository.
const PLACES: [&str; 11] = [
    "benches/",
    "docs/",
    "examples/",
    "fuzz/",
    "schema-iso-derive/",
    "schema-iso-diesel/",
    "schema-iso-directory/",
    "schema-iso/",
    "tests/",
    "ui-tests/",
    "xtask/",
];

fn repository() -> PathBuf {
    let docs = Path::new(env!("CARGO_MANIFEST_DIR"));
    docs.parent()
        .expect("the docs are in a repository")
        .to_owned()
}

fn pages() -> Vec<PathBuf> {
    let root = repository();
    let directories = [root.clone(), root.join("docs"), root.join("docs/rules")];
    let entries = directories
        .into_iter()
        .flat_map(|directory| fs::read_dir(directory).expect("the directory is there"));
    let mut pages: Vec<PathBuf> = entries
        .map(|entry| entry.expect("the entry can be read").path())
        .filter(|path| path.extension().is_some_and(|it| it == "md"))
        .collect();
    pages.sort();
    pages
}

/// The targets of `[…](…)` that are files, without their anchors.
fn links(text: &str) -> BTreeSet<&str> {
    text.split("](")
        .skip(1)
        .filter_map(|rest| rest.split_once(')'))
        .map(|(target, _)| target.split('#').next().unwrap_or(target))
        .filter(|target| !target.is_empty() && !target.contains("://"))
        .collect()
}

/// The texts between backticks that are paths of this repository.
fn named_paths(text: &str) -> BTreeSet<&str> {
    text.split('`')
        .filter(|code| PLACES.iter().any(|place| code.starts_with(place)))
        .filter(|code| !code.contains([' ', '\n', '*', '{', '<', '…']) && !code.contains("ISO-xx"))
        .collect()
}

/// The anchors of a page, as GitHub makes them of its headings.
fn anchors(text: &str) -> BTreeSet<String> {
    text.lines()
        .filter(|line| line.starts_with('#'))
        .map(|line| {
            line.trim_start_matches('#')
                .trim()
                .to_lowercase()
                .chars()
                .filter(|c| c.is_alphanumeric() || [' ', '-', '_'].contains(c))
                .map(|c| if c == ' ' { '-' } else { c })
                .collect()
        })
        .collect()
}

#[test]
fn every_link_leads_somewhere() {
    let mut dead = Vec::new();
    for page in pages() {
        let text = fs::read_to_string(&page).expect("the page can be read");
        let directory = page.parent().expect("a page is in a directory");
        for target in links(&text) {
            if !directory.join(target).exists() {
                dead.push(format!("{}: {target}", page.display()));
            }
        }
    }
    assert!(dead.is_empty(), "{dead:#?}");
}

#[test]
fn every_anchor_is_a_heading() {
    let mut dead = Vec::new();
    for page in pages() {
        let text = fs::read_to_string(&page).expect("the page can be read");
        let directory = page.parent().expect("a page is in a directory");
        for target in text
            .split("](")
            .skip(1)
            .filter_map(|rest| rest.split_once(')'))
        {
            let Some((file, anchor)) = target.0.split_once('#') else {
                continue;
            };
            if file.contains("://") {
                continue;
            }
            let there = if file.is_empty() {
                page.clone()
            } else {
                directory.join(file)
            };
            let there = fs::read_to_string(there).unwrap_or_default();
            if !anchors(&there).contains(anchor) {
                dead.push(format!("{}: {}", page.display(), target.0));
            }
        }
    }
    assert!(dead.is_empty(), "{dead:#?}");
}

#[test]
fn every_path_that_is_named_is_there() {
    let mut missing = Vec::new();
    for page in pages() {
        let text = fs::read_to_string(&page).expect("the page can be read");
        for path in named_paths(&text) {
            if !repository().join(path).exists() {
                missing.push(format!("{}: {path}", page.display()));
            }
        }
    }
    assert!(missing.is_empty(), "{missing:#?}");
}

#[test]
fn every_rule_has_its_page() {
    for rule in schema_iso::rule::ALL {
        let page = repository().join(rule.page());
        let text = fs::read_to_string(&page).unwrap_or_default();
        let heading = format!("# {}: ", rule.id());
        assert!(
            text.starts_with(&heading),
            "{} begins with `{heading}`",
            page.display()
        );
    }
}

/// Every crate of others that a member of the workspace depends on has a row in a table
/// of `ARCHITECTURE.md`.
#[test]
fn every_dependency_is_justified() {
    let root = repository();
    let manifest = root.join("Cargo.toml");
    let metadata = cargo_metadata::MetadataCommand::new()
        .manifest_path(manifest)
        .no_deps()
        .exec()
        .expect("cargo knows its own workspace");
    let text = fs::read_to_string(root.join("ARCHITECTURE.md")).expect("the page is there");
    let rows: Vec<&str> = text
        .lines()
        .filter(|line| line.starts_with("| `"))
        .filter_map(|line| line.split('|').nth(1))
        .collect();
    let unjustified: BTreeSet<&str> = metadata
        .packages
        .iter()
        .flat_map(|package| &package.dependencies)
        .filter(|dependency| dependency.path.is_none())
        .map(|dependency| dependency.name.as_str())
        .filter(|name| !rows.iter().any(|row| row.contains(&format!("`{name}`"))))
        .collect();
    assert!(unjustified.is_empty(), "{unjustified:#?}");
}
