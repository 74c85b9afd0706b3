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

/// The least version that is allowed, and the first that is not.
fn range(requirement: &str) -> (String, String) {
    let least = requirement
        .strip_prefix('~')
        .expect("patch releases are allowed, and no others");
    let numbers: Vec<u64> = least
        .split('.')
        .map(|it| it.parse().expect("a number"))
        .collect();
    assert_eq!(numbers.len(), 3, "`{requirement}` names no patch release");
    let (major, minor) = (numbers[0], numbers[1]);
    (least.to_owned(), format!("{major}.{}.0", minor + 1))
}

#[test]
fn cargo_deny_refuses_what_the_manifest_does_not_allow() {
    let (least, next) = range(&requirement());
    let text = fs::read_to_string(repository().join("deny.toml")).expect("deny.toml is there");
    for refused in [
        format!("\"diesel:<{least}\""),
        format!("\"diesel:>={next}\""),
    ] {
        assert!(
            text.contains(&refused),
            "deny.toml does not refuse {refused}"
        );
    }
    assert_eq!(
        text.matches("\"diesel:").count(),
        2,
        "deny.toml refuses something else, too"
    );
}

#[test]
fn no_other_file_names_the_version() {
    let (least, _) = range(&requirement());
    let listed = Command::new("git")
        .current_dir(repository())
        .args([
            "ls-files", "-z", "--", "*.md", "*.rs", "*.toml", "*.sh", ".ci",
        ])
        .output()
        .expect("git is there");
    assert!(listed.status.success(), "git cannot list the files");
    let names = String::from_utf8(listed.stdout).expect("names are UTF-8");
    // The first two are compared above; a changelog says what was.
    let exempt = ["Cargo.toml", "deny.toml", "CHANGELOG.md"];
    let naming: Vec<&str> = names
        .split('\0')
        .filter(|name| !name.is_empty() && !exempt.contains(name))
        .filter(|name| {
            let text = fs::read_to_string(repository().join(name));
            text.is_ok_and(|text| text.contains(&least))
        })
        .collect();
    assert!(!names.is_empty(), "git knows of no file");
    assert_eq!(
        naming,
        Vec::<&str>::new(),
        "these name the version of Diesel, {least}"
    );
}
