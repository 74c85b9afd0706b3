//! The first line of an error has no name that its reader cannot look up.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use schema_iso_ui_tests::case::{cases, invariants, workspace};
use schema_iso_ui_tests::message::{first_line, without_paths};

/// Names that an author of a plugin cannot look up; allowed only if the case wrote them: the traits
/// and types of the type layer that the curated Diesel does not offer.
fn internal_names() -> BTreeSet<String> {
    let mut names: BTreeSet<String> = ["__private", "schema_iso_query", "sealed"]
        .map(str::to_owned)
        .into();
    for path in sources(&workspace().join("schema-iso-query/src")) {
        let text = fs::read_to_string(&path).expect("the source can be read");
        names.extend(text.lines().filter_map(declared).map(str::to_owned));
    }
    let offered = offered_names();
    names.retain(|name| !offered.contains(name));
    names
}

/// The Rust files of a directory and of those in it.
fn sources(directory: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(directory).expect("the directory can be read");
    let paths = entries.map(|entry| entry.expect("the entry can be read").path());
    paths
        .flat_map(|path| {
            if path.is_dir() {
                sources(&path)
            } else {
                vec![path]
            }
        })
        .collect()
}

/// The trait or type that a line declares.
fn declared(line: &str) -> Option<&str> {
    let line = line.trim_start();
    let line = line
        .strip_prefix("pub(crate) ")
        .or_else(|| line.strip_prefix("pub "))?;
    let kinds = ["trait ", "struct ", "enum "];
    let name = kinds.iter().find_map(|kind| line.strip_prefix(kind))?;
    name.split(|it: char| !it.is_alphanumeric() && it != '_')
        .next()
}

/// The names of the list of the curated Diesel, without those of its hidden modules.
fn offered_names() -> BTreeSet<String> {
    let list = workspace().join("xtask/src/curated_diesel/exports.toml");
    let list = fs::read_to_string(list).expect("the list can be read");
    let mut names = BTreeSet::new();
    let mut is_hidden = false;
    for line in list.lines() {
        if let Some((module, _)) = line.split_once(" = [") {
            let module = module.trim_matches('"');
            is_hidden = module == "__private" || module.starts_with("internal");
        }
        if !is_hidden {
            names.extend(line.split('"').skip(1).step_by(2).map(str::to_owned));
        }
    }
    names
}

#[test]
fn the_internal_names_are_those_that_nobody_can_look_up() {
    let names = internal_names();
    for internal in ["TablesOf", "ReachableFrom", "PluginTable", "WrittenIn"] {
        assert!(names.contains(internal), "{internal} is internal");
    }
    for public in ["SafeConnection", "PluginContext", "RunQueryDsl", "Eq"] {
        assert!(!names.contains(public), "{public} can be looked up");
    }
}

/// A program that is refused, and what rustc prints for it.
struct Refused {
    path: PathBuf,
    printed: String,
}

impl Refused {
    fn at(path: PathBuf) -> Self {
        let printed = fs::read_to_string(path.with_extension("stderr"));
        Self {
            printed: printed.expect("a text is blessed"),
            path,
        }
    }

    /// The internal name in the first line, if there is one.
    fn internal_name(&self, internal: &BTreeSet<String>) -> Option<String> {
        let written = fs::read_to_string(&self.path).expect("the program can be read");
        // trybuild has rustc print whole paths, of which an author reads the last name.
        let first = without_paths(first_line(&self.printed));
        // Outside of backticks are words of English.
        let mut quoted = first.split('`').skip(1).step_by(2);
        let found = quoted.find_map(|code| {
            code.split(|it: char| !it.is_alphanumeric() && it != '_')
                .find(|word| internal.contains(*word) && !written.contains(word))
        })?;
        Some(format!("{}: `{found}` in: {first}", self.path.display()))
    }
}

/// The programs of plugins.
fn cases_of_plugins() -> Vec<Refused> {
    let invariants = invariants().expect("the folders can be read");
    let all = invariants
        .iter()
        .flat_map(|invariant| cases(invariant).expect("the cases can be read"));
    // Who describes a reference by hand is told Diesel's words.
    let failing = all.filter(|case| {
        case.must_fail() && case.name() != "a_reference_by_hand_on_a_foreign_condition"
    });
    failing
        .map(|case| Refused::at(case.path().to_owned()))
        .collect()
}

/// The programs of hosts, which are in another package.
fn programs_of_hosts() -> Vec<Refused> {
    let sources = sources(&workspace().join("tests/programs"));
    let failing = sources.into_iter().filter(|path| {
        path.extension().is_some_and(|it| it == "rs")
            && path.parent().is_some_and(|it| it.ends_with("fail"))
    });
    failing.map(Refused::at).collect()
}

#[test]
fn no_first_line_has_an_internal_name() {
    let internal = internal_names();
    let (plugins, hosts) = (cases_of_plugins(), programs_of_hosts());
    assert!(!plugins.is_empty() && !hosts.is_empty());
    let refused = plugins.iter().chain(&hosts);
    let found: Vec<_> = refused
        .filter_map(|it| it.internal_name(&internal))
        .collect();
    assert!(found.is_empty(), "{}", found.join("\n"));
}

#[test]
fn an_internal_name_is_found() {
    let internal = BTreeSet::from(["TablesOf".to_owned()]);
    let name = |printed: &str| {
        let path = cases_of_plugins().swap_remove(0).path;
        let printed = printed.to_owned();
        Refused { path, printed }.internal_name(&internal)
    };
    assert!(name("error[E0277]: no `a::TablesOf<b::Shop>` here").is_some());
    assert!(name("error[E0277]: TablesOf is a word here").is_none());
    assert!(name("error: fine\n  `TablesOf`").is_none());
}
