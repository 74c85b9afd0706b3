//! `cargo xtask package`: the published crates as their users get them.
//!
//! Cargo packages each of them and compiles it from its package. [`contents`] looks at what is
//! inside, and [`consumer`] makes a plugin and a host of the packages, outside of any workspace.

mod consumer;
mod contents;

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::process::Command;

use cargo_metadata::{Metadata, Package};
use clap::Args;

use crate::workspace::{self, CargoError};

/// Packages the published crates, and runs a plugin and a host that are made of the packages.
#[derive(Debug, Args)]
pub(crate) struct PackageAll {}

/// Why the packages are not fit to be published.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub(crate) enum PackageError {
    /// The workspace cannot be read.
    #[error("cannot tell which crates are published")]
    Workspace(#[source] CargoError),
    /// A package cannot be made, or does not compile.
    #[error("a crate cannot be packaged")]
    Package(#[source] CargoError),
    /// A package cannot be unpacked.
    #[error("cannot unpack `{package}`")]
    Unpack {
        /// The package.
        package: String,
        /// Why.
        source: CargoError,
    },
    /// A package has what it should not have, or lacks something.
    #[error("the packages are not as they should be:\n{}", .0.join("\n"))]
    Contents(Vec<String>),
    /// The plugin or the host that is made of the packages does not compile or run.
    #[error("the packages do not serve a plugin and a host outside of the workspace")]
    Consumer(#[source] CargoError),
    /// A file cannot be read or written.
    #[error("cannot read or write `{path}`")]
    File {
        /// The file.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
}

impl PackageAll {
    pub(crate) fn run(self) -> Result<(), PackageError> {
        let metadata = workspace::metadata().map_err(PackageError::Workspace)?;
        let packages = workspace::published(&metadata);
        package(&metadata, &packages)?;

        let scratch = Scratch::create()?;
        let mut findings = Vec::new();
        for package in &packages {
            let unpacked = unpack(&metadata, package, &scratch.0)?;
            findings.extend(contents::of_manifest(package));
            findings.extend(contents::of_directory(&package.name, &unpacked)?);
        }
        if !findings.is_empty() {
            return Err(PackageError::Contents(findings));
        }
        consumer::run(&metadata, &packages, &scratch.0)
    }
}

/// A directory for the packages and what is made of them, which is outside of the repository
/// and so below no workspace.
struct Scratch(PathBuf);

impl Scratch {
    fn create() -> Result<Self, PackageError> {
        let name = format!("schema-iso-package-{}", std::process::id());
        let path = std::env::temp_dir().join(name);
        match fs::create_dir_all(&path) {
            Ok(()) => Ok(Self(path)),
            Err(source) => Err(PackageError::File { path, source }),
        }
    }
}

impl Drop for Scratch {
    #[expect(clippy::print_stderr, reason = "a command says what it leaves behind")]
    fn drop(&mut self) {
        if let Err(error) = fs::remove_dir_all(&self.0) {
            eprintln!("warning: `{}` is left behind: {error}", self.0.display());
        }
    }
}

/// Packages all of them at once, so that Cargo finds each in the package of the other.
fn package(metadata: &Metadata, packages: &[&Package]) -> Result<(), PackageError> {
    let mut cargo = workspace::cargo();
    // What is not committed yet is packaged, too: this asks whether the packages work.
    cargo.args(["package", "--locked", "--allow-dirty", "--target-dir"]);
    cargo.arg(&metadata.target_directory);
    for package in packages {
        cargo.args(["--package", &package.name]);
    }
    workspace::run(&mut cargo).map_err(PackageError::Package)
}

/// Unpacks a package as a registry's user gets it.
fn unpack(metadata: &Metadata, package: &Package, scratch: &Path) -> Result<PathBuf, PackageError> {
    let name = format!("{}-{}", package.name, package.version);
    let file = metadata.target_directory.join("package").join(&name);
    let mut tar = Command::new("tar");
    tar.arg("-xzf").arg(format!("{file}.crate"));
    tar.arg("-C").arg(scratch);
    workspace::run(&mut tar).map_err(|source| PackageError::Unpack {
        package: name.clone(),
        source,
    })?;
    Ok(scratch.join(name))
}
