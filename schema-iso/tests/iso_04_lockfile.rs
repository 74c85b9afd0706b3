//! ISO-04: a driver that comes through another crate is found in the lock file.

use proptest::prelude::*;
use schema_iso::manifest::{DriverKind, LockfileError, LockfileQuery, check_manifest};

/// The macros that ask, which every lock file of a plugin has.
const MACROS: &str = "\n[[package]]\nname = \"schema-iso-derive\"\nversion = \"1.0.0\"\n";

/// A lock file of crates of the workspace, each with its dependencies.
fn lock_file(packages: &[(&str, &[&str])]) -> String {
    let mut text = format!("version = 4\n{MACROS}");
    for (name, dependencies) in packages {
        text += &format!(
            "\n[[package]]\nname = \"{name}\"\nversion = \"1.0.0\"\ndependencies = {dependencies:?}\n"
        );
    }
    text
}

fn notes<'a>() -> LockfileQuery<'a> {
    LockfileQuery::new("notes", "1.0.0", "1.0.0")
}

fn paths(query: &LockfileQuery<'_>, lock_file: &str) -> Vec<String> {
    let paths = query.run(lock_file).expect("the lock file can be judged");
    paths.iter().map(ToString::to_string).collect()
}

#[test]
fn the_front_door_is_open_also_through_other_plugins() {
    let lock = lock_file(&[
        ("notes", &["auth", "schema-iso-diesel"]),
        ("auth", &["schema-iso-diesel"]),
        ("schema-iso-diesel", &["diesel", "r2d2"]),
        ("diesel", &["pq-sys"]),
        ("r2d2", &[]),
        ("pq-sys", &[]),
    ]);
    assert!(paths(&notes(), &lock).is_empty());
}

#[test]
fn the_shortest_path_to_every_driver_is_told() {
    let lock = lock_file(&[
        ("notes", &["long", "short"]),
        ("long", &["longer", "sqlx"]),
        ("longer", &["diesel"]),
        ("short", &["diesel"]),
        ("diesel", &["pq-sys"]),
        ("sqlx", &["notes"]),
        ("pq-sys", &[]),
    ]);
    assert_eq!(
        paths(&notes(), &lock),
        ["notes → long → sqlx", "notes → short → diesel"]
    );
}

/// The manifest tells direct ones; but a second way to the same driver is news.
#[test]
fn a_direct_dependency_does_not_hide_the_way_through_another_crate() {
    let lock = lock_file(&[
        ("notes", &["diesel", "helpers"]),
        ("helpers", &["diesel"]),
        ("diesel", &[]),
    ]);
    assert_eq!(paths(&notes(), &lock), ["notes → helpers → diesel"]);
}

#[test]
fn an_exception_covers_what_lies_behind_it() {
    let lock = lock_file(&[
        ("notes", &["helpers"]),
        ("helpers", &["tokio-postgres"]),
        ("tokio-postgres", &["postgres-protocol"]),
        ("postgres-protocol", &[]),
    ]);
    assert_eq!(paths(&notes(), &lock).len(), 1);
    let query = notes().with_allowed(["tokio_postgres"]);
    assert!(paths(&query, &lock).is_empty());
}

#[test]
fn dependencies_for_development_are_left_out_once_somebody_says_which_are_shipped() {
    let lock = lock_file(&[
        ("notes", &["auth", "test-kit"]),
        ("auth", &["test-kit"]),
        ("test-kit", &["diesel"]),
        ("diesel", &[]),
    ]);
    let found = notes().run(&lock).unwrap();
    assert_eq!(found[0].to_string(), "notes → test-kit → diesel");
    assert!(found[0].may_be_for_development());

    let query = notes().with_dependencies_of("notes", "1.0.0", ["auth"]);
    assert_eq!(paths(&query, &lock), ["notes → auth → test-kit → diesel"]);
    let query = query.with_dependencies_of("auth", "1.0.0", [""; 0]);
    assert!(paths(&query, &lock).is_empty());

    let query = notes()
        .with_dependencies_of("notes", "1.0.0", ["test_kit"])
        .with_dependencies_of("test-kit", "1.0.0", ["diesel"]);
    assert!(!query.run(&lock).unwrap()[0].may_be_for_development());
}

/// The same name in two versions and from two sources, as lock files tell them apart.
#[test]
fn versions_and_sources_are_told_apart() {
    let lock = r#"
[[package]]
name = "notes"
version = "1.0.0"
dependencies = ["helpers 0.2.0 (git+https://example.com/helpers?branch=main)"]

[[package]]
name = "helpers"
version = "0.1.0"
source = "registry+https://example.com/index"
dependencies = ["diesel"]

[[package]]
name = "helpers"
version = "0.2.0"
source = "registry+https://example.com/index"
dependencies = ["sqlx"]

[[package]]
name = "helpers"
version = "0.2.0"
source = "git+https://example.com/helpers?branch=main#0123456789"
dependencies = ["postgres"]

[[package]]
name = "diesel"
version = "2.0.0"

[[package]]
name = "sqlx"
version = "0.9.0"

[[package]]
name = "postgres"
version = "0.19.0"

[[package]]
name = "schema-iso-derive"
version = "1.0.0"
"#;
    assert_eq!(paths(&notes(), lock), ["notes → helpers → postgres"]);
    let lock = lock.replacen(
        " 0.2.0 (git+https://example.com/helpers?branch=main)",
        " 0.1.0",
        1,
    );
    assert_eq!(paths(&notes(), &lock), ["notes → helpers → diesel"]);
}

#[test]
fn a_finding_says_what_to_do() {
    let lock = lock_file(&[
        ("notes", &["helpers"]),
        ("helpers", &["sqlx"]),
        ("sqlx", &[]),
    ]);
    let found = notes().run(&lock).unwrap();
    let manifest = check_manifest("[package]\nname = \"notes\"", None).unwrap();
    assert_eq!(
        found[0].diagnostic(&manifest).to_string(),
        "the plugin crate `notes` reaches `sqlx` through another crate: notes → helpers → sqlx\n\
         help: let `helpers` do without `sqlx`, or do without `helpers`\n\
         note: `sqlx` opens connections of its own: what it touches, no rule can see\n\
         note: rule ISO-04, see https://docs.rs/schema-iso/latest/schema_iso/rules/iso_04/index.html"
    );
}

/// `schema-iso-diesel` of a version and a source, beside the macros from a registry.
fn with_curated(version: &str, source: Option<&str>) -> String {
    const REGISTRY: &str = "registry+https://example.com/index";
    let source = source.map(|source| format!("source = \"{source}\"\n"));
    let macros = MACROS.trim_end();
    format!(
        "{macros}\nsource = \"{REGISTRY}\"\n\n\
         [[package]]\nname = \"notes\"\nversion = \"1.0.0\"\ndependencies = [\"schema-iso-diesel\"]\n\n\
         [[package]]\nname = \"schema-iso-diesel\"\nversion = \"{version}\"\n{}\
         dependencies = [\"diesel\"]\n\n\
         [[package]]\nname = \"diesel\"\nversion = \"2.0.0\"\n",
        source.unwrap_or_default(),
    )
}

#[test]
fn the_front_door_is_known_by_where_it_comes_from() {
    let ours = Some("registry+https://example.com/index");
    assert!(paths(&notes(), &with_curated("1.0.0", ours)).is_empty());
    for (version, source) in [
        ("9.9.9", ours),
        ("1.0.0", None),
        ("1.0.0", Some("registry+https://example.org/index")),
        ("1.0.0", Some("git+https://example.com/fork#0123")),
    ] {
        let lock = with_curated(version, source);
        let printed = format!("notes → schema-iso-diesel {version} → diesel");
        assert_eq!(paths(&notes(), &lock), [printed], "{source:?}");
        assert!(notes().run(&lock).unwrap()[0].packages()[1].borrows_name());
    }
}

#[test]
fn a_path_is_the_front_door_unless_it_leads_elsewhere() {
    let lock = lock_file(&[
        ("notes", &["schema-iso-diesel"]),
        ("schema-iso-diesel", &["diesel"]),
        ("diesel", &[]),
    ]);
    assert!(paths(&notes(), &lock).is_empty());
    let elsewhere = notes().with_elsewhere(["schema-iso-diesel"]);
    assert_eq!(
        paths(&elsewhere, &lock),
        ["notes → schema-iso-diesel 1.0.0 → diesel"]
    );
}

#[test]
fn the_crates_for_hosts_are_found_directly_and_through_others() {
    for host in ["schema-iso-host", "schema-iso-query", "throwaway-postgres"] {
        let lock = lock_file(&[
            ("notes", &["kit", "schema-iso-diesel", host]),
            ("kit", &[host]),
            ("schema-iso-diesel", &["schema-iso-query"]),
            (host, &[]),
            ("schema-iso-query", &[]),
        ]);
        let lock = if host == "schema-iso-query" {
            let last = lock.rfind("\n[[package]]").unwrap();
            lock[..last].to_owned()
        } else {
            lock
        };
        let everything = ["kit", "schema-iso-diesel", host];
        let direct = notes().with_dependencies_of("notes", "1.0.0", everything);
        assert_eq!(paths(&direct, &lock), [format!("notes → {host}")]);
        let through = notes().with_dependencies_of("notes", "1.0.0", ["kit", "schema-iso-diesel"]);
        assert_eq!(paths(&through, &lock), [format!("notes → kit → {host}")]);
        let found = through.run(&lock).unwrap();
        assert_eq!(found[0].driver().kind(), DriverKind::Host);
        // For development alone.
        let query = notes().with_dependencies_of("notes", "1.0.0", ["schema-iso-diesel"]);
        assert!(paths(&query, &lock).is_empty());
        // By exception, and by another package of the name.
        assert!(paths(&direct.clone().with_allowed([host]), &lock).is_empty());
        assert!(paths(&direct.with_elsewhere([host]), &lock).is_empty());
    }
}

#[test]
fn a_finding_of_a_crate_for_hosts_has_its_line_and_its_reason() {
    let manifest = "[package]\nname = \"notes\"\n[dependencies]\nschema-iso-host = \"1\"";
    let manifest = check_manifest(manifest, None).unwrap();
    let lock = lock_file(&[("notes", &["schema-iso-host"]), ("schema-iso-host", &[])]);
    let found = notes().run(&lock).unwrap();
    assert_eq!(
        found[0].diagnostic(&manifest).to_string(),
        "the plugin crate `notes` depends on `schema-iso-host`, which is for hosts only, \
         in `[dependencies]` at line 4 of its manifest\n\
         help: move it to `[dev-dependencies]` if tests need it: the code of a plugin depends on \
         `schema-iso-diesel` instead\n\
         note: `schema-iso-host` opens the connection of every plugin: with it a plugin could \
         reach the tables of all others\n\
         note: rule ISO-04, see https://docs.rs/schema-iso/latest/schema_iso/rules/iso_04/index.html"
    );
}

/// A manifest that was read says nothing of a package of the same name from elsewhere.
#[test]
fn a_manifest_counts_for_its_name_and_version_only() {
    let lock = |source: &str| {
        format!(
            "{MACROS}\n[[package]]\nname = \"notes\"\nversion = \"1.0.0\"\ndependencies = [\"kit\"]\n\
             \n[[package]]\nname = \"kit\"\nversion = \"1.0.0\"\n{source}dependencies = [\"sqlx\"]\n\
             \n[[package]]\nname = \"sqlx\"\nversion = \"0.9.0\"\n"
        )
    };
    let of = |version| notes().with_dependencies_of("kit", version, [""; 0]);
    assert!(paths(&of("1.0.0"), &lock("")).is_empty());
    assert_eq!(paths(&of("2.0.0"), &lock("")), ["notes → kit → sqlx"]);
    let from_elsewhere = lock("source = \"registry+https://example.com/index\"\n");
    assert_eq!(paths(&of("1.0.0"), &from_elsewhere), ["notes → kit → sqlx"]);
}

#[test]
fn what_replaces_a_package_is_followed() {
    let lock = format!(
        "{MACROS}\n[[package]]\nname = \"notes\"\nversion = \"1.0.0\"\n\
         dependencies = [\"kit 1.0.0 (registry+https://example.com/index)\"]\n\
         \n[[package]]\nname = \"kit\"\nversion = \"1.0.0\"\n\
         source = \"registry+https://example.com/index\"\nreplace = \"kit 1.0.0\"\n\
         \n[[package]]\nname = \"kit\"\nversion = \"1.0.0\"\ndependencies = [\"sqlx\"]\n\
         \n[[package]]\nname = \"sqlx\"\nversion = \"0.9.0\"\n"
    );
    assert_eq!(paths(&notes(), &lock), ["notes → kit → kit → sqlx"]);
}

/// A decoy, or what is left of an older state, is not the lock file that is in use.
#[test]
fn a_lock_file_of_something_else_is_refused() {
    let refused = |query: &LockfileQuery<'_>, lock: &str| query.run(lock).unwrap_err().to_string();
    let lock = lock_file(&[("notes", &["kit"]), ("kit", &[])]);
    assert_eq!(
        refused(&notes().with_required(["kit", "auth"]), &lock),
        "the lock file is older than the manifest: `notes` does not need `auth` in it"
    );
    assert!(paths(&notes().with_required(["kit"]), &lock).is_empty());
    assert_eq!(
        refused(&notes(), &lock.replace(MACROS, "")),
        "the lock file has no package `schema-iso-derive` of version 1.0.0"
    );
    let twice = format!("{lock}{MACROS}source = \"registry+https://example.com/index\"\n");
    assert_eq!(
        refused(&notes(), &twice),
        "the lock file has the package `schema-iso-derive` of version 1.0.0 from two sources"
    );
}

#[test]
fn what_cannot_be_judged_is_refused() {
    let refused = |lock: &str| notes().run(lock).unwrap_err();
    assert!(matches!(
        refused("[[package]"),
        LockfileError::Syntax { line: 1, .. }
    ));
    assert!(matches!(
        refused("[[package]]\nname = \"notes\""),
        LockfileError::MalformedPackage { line: 1 }
    ));
    assert!(matches!(
        refused(&lock_file(&[("other", &[])])),
        LockfileError::PackageMissing { .. }
    ));
    assert_eq!(
        refused(&lock_file(&[("notes", &["gone"])])).to_string(),
        "the lock file has no package `gone`, which `notes` needs"
    );
}

proptest! {
    #[test]
    fn any_text_is_judged_without_a_panic(lock in any::<String>()) {
        let _ = notes().run(&lock);
    }

    /// A path is one of the graph, and there is one exactly when a driver is reached.
    #[test]
    fn a_path_is_found_exactly_when_there_is_one(edges in prop::collection::vec((0..8usize, 0..8usize), 0..24)) {
        let names = ["notes", "a", "b", "c", "d", "schema-iso-diesel", "diesel", "sqlx"];
        let needs = |from: usize| -> Vec<&str> {
            (0..8).filter(|&to| from != to && edges.contains(&(from, to))).map(|to| names[to]).collect()
        };
        let graph: Vec<(&str, Vec<&str>)> = (0..8).map(|from| (names[from], needs(from))).collect();
        let listed: Vec<(&str, &[&str])> = graph.iter().map(|(name, needs)| (*name, needs.as_slice())).collect();

        // By repetition: what is reached without passing a driver or the front door.
        let mut reached = vec![0];
        let mut drivers = std::collections::BTreeSet::new();
        for _ in 0..8 {
            for from in reached.clone() {
                for to in (1..8).filter(|&to| edges.contains(&(from, to)) && from != to) {
                    match to {
                        1..=4 => reached.push(to),
                        6 | 7 if from != 0 => { drivers.insert(names[to]); }
                        _ => {}
                    }
                }
            }
            reached.sort_unstable();
            reached.dedup();
        }

        let found = notes().run(&lock_file(&listed)).unwrap();
        let ends: std::collections::BTreeSet<&str> = found.iter().map(|path| path.driver().name()).collect();
        prop_assert_eq!(ends, drivers);
        for path in &found {
            for step in path.packages().windows(2) {
                let (_, needs) = graph.iter().find(|(name, _)| *name == step[0].name()).unwrap();
                prop_assert!(needs.contains(&step[1].name()));
            }
        }
    }
}
