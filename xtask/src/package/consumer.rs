//! A plugin and a host that are made of the packages: `tests/packaged`.
//!
//! Their manifests are those that a user writes. That the crates of this version are the
//! unpacked ones, and not those of the registry, is a setting of Cargo's beside them.

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use cargo_metadata::{Metadata, Package};

use super::PackageError;
use crate::repository;
use crate::workspace;

/// Where the two are, from the root of the repository.
const SOURCES: &str = "tests/packaged";

/// Tests the plugin and builds the host.
pub(super) fn run(
    metadata: &Metadata,
    packages: &[&Package],
    scratch: &Path,
) -> Result<(), PackageError> {
    let sources = repository().join(SOURCES);
    for name in ["plugin", "host"] {
        let crate_root = scratch.join(name);
        copy(&sources.join(name), &crate_root)?;
        // The versions that this repository is tested with.
        let lock_file = repository().join("Cargo.lock");
        fs::copy(lock_file, crate_root.join("Cargo.lock"))
            .map_err(|source| failed(&crate_root, source))?;
    }
    let settings = scratch.join(".cargo");
    fs::create_dir_all(&settings).map_err(|source| failed(&settings, source))?;
    let settings = settings.join("config.toml");
    fs::write(&settings, patches(packages)).map_err(|source| failed(&settings, source))?;

    for (name, arguments) in [
        ("plugin", ["test", "--tests"]),
        ("host", ["build", "--bins"]),
    ] {
        let mut cargo = cargo_in(&scratch.join(name));
        cargo.args(arguments).arg("--target-dir");
        cargo.arg(&metadata.target_directory);
        workspace::run(&mut cargo).map_err(PackageError::Consumer)?;
    }
    Ok(())
}

/// Cargo in another directory than that of the repository.
fn cargo_in(directory: &Path) -> Command {
    let mut cargo = workspace::cargo();
    cargo.current_dir(directory);
    cargo
}

/// A configuration of Cargo that takes the unpacked crates for those of the registry. The
/// paths are relative to the directory of the configuration's directory.
fn patches(packages: &[&Package]) -> String {
    let mut settings = "[patch.crates-io]\n".to_owned();
    for package in packages {
        let (name, version) = (&package.name, &package.version);
        // Writing to a text cannot fail.
        let _ = writeln!(settings, "{name} = {{ path = \"{name}-{version}\" }}");
    }
    settings
}

/// Copies a directory and all that is below it.
fn copy(from: &Path, to: &Path) -> Result<(), PackageError> {
    fs::create_dir_all(to).map_err(|source| failed(to, source))?;
    for entry in fs::read_dir(from).map_err(|source| failed(from, source))? {
        let entry = entry.map_err(|source| failed(from, source))?;
        let (source, target) = (entry.path(), to.join(entry.file_name()));
        if source.is_dir() {
            copy(&source, &target)?;
        } else {
            fs::copy(&source, &target).map_err(|error| failed(&source, error))?;
        }
    }
    Ok(())
}

fn failed(path: &Path, source: std::io::Error) -> PackageError {
    let path = PathBuf::from(path);
    PackageError::File { path, source }
}
