//! ISO-04 in manifests: a plugin crate without, with a hidden or with a declared second door.
//!
//! `fixtures/manifests/<the rule broken>/refused.toml` and `accepted.toml` are manifests of
//! one and the same plugin. The drivers in them are stubs that have the name and nothing
//! else, but for the real Diesel, which the lock file has anyway.

use std::fs;
use std::path::{Path, PathBuf};

use schema_iso_ui_tests::case::directory;
use schema_iso_ui_tests::judge::compare;
use schema_iso_ui_tests::normal_form::normal_form;
use schema_iso_ui_tests::project::Project;

fn fixtures() -> PathBuf {
    directory().join("fixtures/manifests")
}

/// The rules broken, in words.
fn names() -> Vec<String> {
    let entries = fs::read_dir(fixtures()).expect("the fixtures can be read");
    let mut names: Vec<String> = entries
        .map(|entry| entry.expect("the fixtures can be read"))
        .filter(|entry| entry.path().is_dir())
        .map(|entry| entry.file_name().to_string_lossy().into_owned())
        .collect();
    names.sort();
    assert!(!names.is_empty());
    names
}

/// Whether the plugin compiles with a manifest, and what its author is told.
fn check(name: &str, manifest: &Path) -> (bool, String) {
    let scratch = Path::new(env!("CARGO_TARGET_TMPDIR")).join("ui-tests");
    let project = Project::of_manifest(&scratch, &format!("manifest-{name}"), manifest)
        .expect("the project can be written");
    let compilation = project.check().expect("Cargo runs");
    let plugin = fixtures().join("plugin.rs");
    let target = compilation.target(&plugin);
    assert!(target.is_some(), "{name}: {}", compilation.cargo());
    let target = target.expect("it is some");
    let said = normal_form(&target.text(), project.directory());
    (target.compiled(), said)
}

#[test]
fn manifests_are_judged() {
    let mut complaints = Vec::new();
    let names = names();
    for name in &names {
        let fixture = fixtures().join(name);
        let (compiles, said) = check(name, &fixture.join("refused.toml"));
        if compiles {
            complaints.push(format!("{name}: it compiles, and must not"));
        } else {
            complaints.extend(compare(name, &fixture.join("refused.stderr"), &said).unwrap());
        }
        let (compiles, said) = check(name, &fixture.join("accepted.toml"));
        if !compiles {
            complaints.push(format!("{name}: it must compile, and does not:\n{said}"));
        }
    }
    assert!(complaints.is_empty(), "{}", complaints.join("\n\n"));
    println!("ISO-04: {} manifests refused, {0} accepted", names.len());
}

#[test]
fn what_is_expected_is_what_the_author_is_told() {
    for name in names() {
        let fixture = fixtures().join(&name);
        let manifest = fs::read_to_string(fixture.join("refused.toml")).unwrap();
        let first = manifest.lines().next().unwrap_or_default();
        let phrase = first.strip_prefix("# expect: ").unwrap_or_default();
        let told = fs::read_to_string(fixture.join("refused.stderr")).unwrap();
        assert!(!phrase.is_empty(), "{name} expects nothing");
        assert!(told.contains(phrase), "{name}: `{phrase}` is not told");
    }
}
