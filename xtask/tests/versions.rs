//! The version of Diesel is written in one place, the workspace manifest.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use cargo_metadata::MetadataCommand;

fn repository() -> PathBuf {
    let manifest = Path::new(env!("CARGO_MANIFEST_DIR"));
    manifest
        .parent()
        .expect("the crate is in the repository")
        .to_owned()
}

/// What the façade asks for, such as `~1.2.3`.
fn requirement() -> String {
    let metadata = MetadataCommand::new()
        .manifest_path(repository().join("Cargo.toml"))
        .no_deps()
        .exec()
        .expect("the workspace can be read");
    let facade = metadata
        .packages
        .iter()
        .find(|it| it.name == "schema-iso-diesel");
    let mut dependencies = facade.expect("the façade is there").dependencies.iter();
    let diesel = dependencies.find(|it| it.name == "diesel");
    diesel
        .expect("the façade depends on Diesel")
        .req
        .to_string()
}

/// The patch releases of the series up to the least that is allowed, without the first.
fn patch_releases(requirement: &str) -> Vec<String> {
    let least = requirement
        .strip_prefix('~')
        .expect("patch releases are allowed, and no others");
    let (minor, patch) = least.rsplit_once('.').expect("it names a patch release");
    assert!(
        minor.contains('.'),
        "`{requirement}` names no patch release"
    );
    let patch: u64 = patch.parse().expect("a number");
    (1..=patch).map(|it| format!("{minor}.{it}")).collect()
}

/// Whether a text has a version, and not the beginning of another one.
fn names(text: &str, version: &str) -> bool {
    text.match_indices(version).any(|(at, _)| {
        let rest = &text[at + version.len()..];
        !rest.starts_with(|it: char| it.is_ascii_digit())
    })
}

#[test]
fn no_file_but_the_manifest_names_a_version() {
    let versions = patch_releases(&requirement());
    let listed = Command::new("git")
        .current_dir(repository())
        .args([
            "ls-files", "-z", "--", "*.md", "*.rs", "*.toml", "*.sh", "*.stderr", ".ci",
        ])
        .output()
        .expect("git is there");
    assert!(listed.status.success(), "git cannot list the files");
    let files = String::from_utf8(listed.stdout).expect("names are UTF-8");
    let naming: Vec<&str> = files
        .split('\0')
        .filter(|file| !file.is_empty())
        .filter(|file| {
            let text = fs::read_to_string(repository().join(file)).unwrap_or_default();
            versions.iter().any(|version| names(&text, version))
        })
        .collect();
    assert_eq!(naming, ["Cargo.toml"], "one of {versions:?} is named");
}
