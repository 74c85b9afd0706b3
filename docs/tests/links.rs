//! Tests that the targets of links and the paths that pages name exist.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use schema_iso::rule::{ALL, Rule};

/// Directories whose names, at the start of a word in code, mean a path in the repository.
const PLACES: [&str; 15] = [
    "benches/",
    "cargo-schema-iso/",
    "docs/",
    "examples/",
    "fuzz/",
    "schema-iso-derive/",
    "schema-iso-diesel/",
    "schema-iso-directory/",
    "schema-iso-host/",
    "schema-iso-query/",
    "schema-iso/",
    "tests/",
    "throwaway-postgres/",
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
    let directories = ["", "docs", "docs/guide", "docs/rules"].map(|it| root.join(it));
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

/// The targets of `[…](…)`.
fn targets(text: &str) -> impl Iterator<Item = &str> {
    let rest = text.split("](").skip(1);
    rest.filter_map(|rest| rest.split_once(')'))
        .map(|(target, _)| target)
}

/// Where the repository can be read: what follows is a path in it.
const PUBLISHED: &str = concat!(env!("CARGO_PKG_REPOSITORY"), "/blob/main/");

/// The file of this repository that a page links to, and the anchor in it.
///
/// The pages of the rules are read as rustdoc, too, where a relative link leads nowhere; they
/// link to published addresses, behind which there is a file here.
fn file_and_anchor(page: &Path, target: &str) -> Option<(PathBuf, Option<String>)> {
    let (address, anchor) = match target.split_once('#') {
        Some((address, anchor)) => (address, Some(anchor.to_owned())),
        None => (target, None),
    };
    let directory = page.parent().expect("a page is in a directory");
    let file = if address.is_empty() {
        page.to_owned()
    } else if let Some(path) = address.strip_prefix(PUBLISHED) {
        repository().join(path)
    } else if let Some(rule) = ALL.iter().find(|rule| rule.page() == address) {
        page_of(rule)
    } else if address.contains("://") && !address.contains("/schema_iso/rules/") {
        return None;
    } else {
        directory.join(address)
    };
    Some((file, anchor))
}

/// The file of the page of a rule.
fn page_of(rule: &Rule) -> PathBuf {
    repository().join(format!("docs/rules/{}.md", rule.id()))
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
        for target in targets(&text) {
            let Some((file, anchor)) = file_and_anchor(&page, target) else {
                continue;
            };
            let there = fs::read_to_string(&file).unwrap_or_default();
            if !file.exists() || anchor.is_some_and(|anchor| !anchors(&there).contains(&anchor)) {
                dead.push(format!("{}: {target}", page.display()));
            }
        }
    }
    assert!(dead.is_empty(), "{dead:#?}");
}

/// The sources below a directory.
fn sources(directory: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(directory).expect("the sources can be read");
    let paths = entries.map(|entry| entry.expect("the sources can be read").path());
    paths
        .flat_map(|path| match path.is_dir() {
            true => sources(&path),
            false => vec![path],
        })
        .collect()
}

#[test]
fn every_page_that_the_documentation_of_a_crate_links_to_is_there() {
    let mut links = 0;
    for place in PLACES {
        let directory = repository().join(place).join("src");
        if !place.contains('-') || !directory.is_dir() {
            continue;
        }
        for source in sources(&directory) {
            let text = fs::read_to_string(&source).expect("the source can be read");
            for (at, _) in text.match_indices(PUBLISHED) {
                let path = &text[at + PUBLISHED.len()..];
                let end = path.find(|c: char| c.is_whitespace() || ")#>\"".contains(c));
                let path = &path[..end.unwrap_or(path.len())];
                let is_there = !path.is_empty() && repository().join(path).is_file();
                assert!(is_there, "{}: {PUBLISHED}{path}", source.display());
                links += 1;
            }
        }
    }
    assert!(links > 0, "there are such links");
}

#[test]
fn the_page_of_a_rule_has_no_link_that_only_the_repository_can_follow() {
    let mut relative = Vec::new();
    for rule in ALL {
        let text = fs::read_to_string(page_of(rule)).expect("the page can be read");
        let targets = targets(&text).filter(|it| !it.starts_with('#') && !it.contains("://"));
        relative.extend(targets.map(|target| format!("{}: {target}", rule.id())));
    }
    assert!(relative.is_empty(), "{relative:#?}");
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
    let source = repository().join("schema-iso/src/rules.rs");
    let source = fs::read_to_string(source).expect("the source can be read");
    for rule in ALL {
        let page = page_of(rule);
        let text = fs::read_to_string(&page).unwrap_or_default();
        let heading = format!("# {}: ", rule.id());
        assert!(
            text.starts_with(&heading),
            "{} begins with `{heading}`",
            page.display()
        );
        let module = rule.id().to_lowercase().replace('-', "_");
        let included = format!("    {module} = \"../rules/{}.md\";", rule.id());
        assert!(source.contains(&included), "`rules.rs` has {included}");
        let address = format!("/schema_iso/rules/{module}/index.html");
        assert!(rule.page().ends_with(&address), "{}", rule.page());
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
