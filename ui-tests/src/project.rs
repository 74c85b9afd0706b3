//! The package that Cargo is given, and what it is asked.

use std::fmt::Write as _;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::case::{Case, directory, workspace};
use crate::compilation::Compilation;

/// How wide a terminal is assumed to be.
const WIDTH: &str = "140";

/// What a manifest among the fixtures writes for the root of the workspace.
const WORKSPACE: &str = "@WORKSPACE@";

/// A package or a workspace outside our own, with one build directory for all of them.
#[derive(Debug)]
pub struct Project {
    directory: PathBuf,
    build_directory: PathBuf,
}

impl Project {
    /// The package `shop`, with every case as a binary.
    ///
    /// `scratch` is where it is put.
    ///
    /// # Errors
    ///
    /// If a file cannot be read or written.
    pub fn of_cases(scratch: &Path, invariant: &str, cases: &[Case]) -> io::Result<Self> {
        let project = Self::at(scratch, invariant);
        fs::create_dir_all(&project.directory)?;
        let mut manifest = fs::read_to_string(directory().join("fixtures/shop.toml"))?;
        for (at, case) in cases.iter().enumerate() {
            let path = case.path().display();
            write!(
                manifest,
                "\n[[bin]]\nname = \"case{at:03}\"\npath = '{path}'\n"
            )
            .map_err(io::Error::other)?;
        }
        project.write("Cargo.toml", &with_workspace(&manifest))?;
        project.take_versions()?;
        let migrations = directory().join("fixtures/migrations");
        copy(&migrations, &project.directory.join("migrations"))?;
        Ok(project)
    }

    /// A package that has nothing but a manifest, which says where its source is.
    ///
    /// # Errors
    ///
    /// If a file cannot be read or written.
    pub fn of_manifest(scratch: &Path, name: &str, manifest: &Path) -> io::Result<Self> {
        let project = Self::at(scratch, name);
        fs::create_dir_all(&project.directory)?;
        let manifest = fs::read_to_string(manifest)?;
        project.write("Cargo.toml", &with_workspace(&manifest))?;
        project.take_versions()?;
        Ok(project)
    }

    fn at(scratch: &Path, name: &str) -> Self {
        Self {
            directory: scratch.join("projects").join(name),
            build_directory: scratch.join("build"),
        }
    }

    /// Where it is.
    #[must_use]
    pub fn directory(&self) -> &Path {
        &self.directory
    }

    /// Checks all targets, also after errors.
    ///
    /// # Errors
    ///
    /// If Cargo cannot be started.
    pub fn check(&self) -> io::Result<Compilation> {
        let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
        let flags = format!(
            "build.rustflags=[\"--diagnostic-width={WIDTH}\", \"-Aunused\", \"-Cdebuginfo=0\"]"
        );
        let output = Command::new(cargo)
            .current_dir(&self.directory)
            .env("CARGO_TARGET_DIR", &self.build_directory)
            .env("CARGO_INCREMENTAL", "0")
            .env("CARGO_TERM_COLOR", "never")
            .env_remove("RUSTFLAGS")
            .env_remove("CARGO_ENCODED_RUSTFLAGS")
            .env_remove("CARGO_BUILD_RUSTFLAGS")
            .arg(format!("--config={flags}"))
            .args(["check", "--workspace", "--keep-going"])
            .args(["--quiet", "--message-format=json"])
            .output()?;
        Ok(Compilation::read(&output))
    }

    /// Uses the versions of our own lock file, so that Cargo looks none up.
    fn take_versions(&self) -> io::Result<()> {
        let lock_file = workspace().join("Cargo.lock");
        if lock_file.is_file() {
            let text = fs::read_to_string(lock_file)?;
            fs::write(self.directory.join("Cargo.lock"), text)?;
        }
        Ok(())
    }

    /// Writes only what differs, so that Cargo finds fresh what is.
    fn write(&self, name: &str, text: &str) -> io::Result<()> {
        write_if_changed(&self.directory.join(name), text.as_bytes())
    }
}

fn with_workspace(manifest: &str) -> String {
    manifest.replace(WORKSPACE, &workspace().to_string_lossy())
}

fn copy(from: &Path, to: &Path) -> io::Result<()> {
    fs::create_dir_all(to)?;
    for entry in fs::read_dir(from)? {
        let entry = entry?;
        let target = to.join(entry.file_name());
        if entry.file_type()?.is_dir() {
            copy(&entry.path(), &target)?;
        } else {
            write_if_changed(&target, &fs::read(entry.path())?)?;
        }
    }
    Ok(())
}

fn write_if_changed(path: &Path, bytes: &[u8]) -> io::Result<()> {
    if fs::read(path).is_ok_and(|found| found == bytes) {
        return Ok(());
    }
    fs::write(path, bytes)
}
