//! ISO-04 in manifests: a plugin crate without, with a hidden or with a declared second door.
//!
//! `fixtures/manifests/<the rule broken>/refused.toml` and `accepted.toml` are manifests of
//! one and the same plugin. The drivers in them are stubs that have the name and nothing
//! else, but for the real Diesel, which the lock file has anyway.

use std::fs;
use std::path::{Path, PathBuf};

use schema_iso_ui_tests::case::directory;
use schema_iso_ui_tests::package::Package;

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
///
/// All manifests are written to one directory. Cargo does not tell two packages of one name apart
/// whose root is the workspace's and whose targets and dependencies are the same: in directories
/// of their own, it would take one that was built for another one that must be refused.
fn check(manifest: &Path) -> (bool, String) {
    let scratch = Path::new(env!("CARGO_TARGET_TMPDIR"));
    let manifest = fs::read_to_string(manifest).expect("the fixtures can be read");
    let package =
        Package::write(scratch, "manifest", &manifest).expect("the package can be written");
    let target_directory = scratch.parent().expect("it is in the target directory");
    let output = package
        .cargo("check", target_directory, &[])
        .expect("Cargo runs");
    let told = String::from_utf8_lossy(&output.stderr);
    (output.status.success(), same_everywhere(&told))
}

/// What rustc says, without the path of this workspace and without Cargo's closing words.
fn same_everywhere(told: &str) -> String {
    let told = told.replace(&format!("{}/", directory().display()), "");
    let end = told.find("error: could not compile").unwrap_or(told.len());
    told[..end].trim_end().to_owned() + "\n"
}

#[test]
fn manifests_are_judged() {
    let is_blessing = std::env::var_os("TRYBUILD").is_some_and(|value| value == "overwrite");
    let mut complaints = Vec::new();
    let names = names();
    for name in &names {
        let fixture = fixtures().join(name);
        let (compiles, told) = check(&fixture.join("refused.toml"));
        let blessed = fixture.join("refused.stderr");
        if compiles {
            complaints.push(format!("{name}: it compiles, and must not"));
        } else if is_blessing {
            fs::write(blessed, told).unwrap();
        } else if fs::read_to_string(blessed).unwrap_or_default() != told {
            complaints.push(format!("{name}: rustc says something else:\n{told}"));
        }
        let (compiles, told) = check(&fixture.join("accepted.toml"));
        if !compiles {
            complaints.push(format!("{name}: it must compile, and does not:\n{told}"));
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
