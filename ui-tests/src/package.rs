//! Packages outside of the workspace, which Cargo builds for a test.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use crate::case::{directory, workspace};

/// What a manifest among the fixtures writes for the root of the workspace.
const WORKSPACE: &str = "@WORKSPACE@";

/// A directory that has only a manifest, which names its sources.
#[derive(Debug)]
pub struct Package {
    directory: PathBuf,
}

impl Package {
    /// Writes a manifest into a directory of `scratch`, and the workspace's lock file beside it.
    ///
    /// # Errors
    ///
    /// If a file cannot be read or written.
    pub fn write(scratch: &Path, name: &str, manifest: &str) -> io::Result<Self> {
        let directory = scratch.join("ui-tests").join(name);
        fs::create_dir_all(&directory)?;
        let manifest = manifest.replace(WORKSPACE, &workspace().to_string_lossy());
        write_changed(&directory.join("Cargo.toml"), &manifest)?;
        let lock_file = fs::read_to_string(workspace().join("Cargo.lock"))?;
        write_changed(&directory.join("Cargo.lock"), &lock_file)?;
        Ok(Self { directory })
    }

    /// Where it is.
    #[must_use]
    pub fn directory(&self) -> &Path {
        &self.directory
    }

    /// Runs Cargo on it, `build` or `check`, with a target directory and the versions of the lock file.
    ///
    /// # Errors
    ///
    /// If Cargo cannot be started.
    pub fn cargo(
        &self,
        command: &str,
        target_directory: &Path,
        arguments: &[&str],
    ) -> io::Result<Output> {
        let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
        Command::new(cargo)
            .current_dir(&self.directory)
            .env("CARGO_TARGET_DIR", target_directory)
            .env("CARGO_TERM_COLOR", "never")
            .args([command, "--offline", "--quiet"])
            .args(arguments)
            .output()
    }
}

/// Writes a file unless it has the text already, since Cargo builds again what is newer.
///
/// # Errors
///
/// If the file cannot be written.
pub fn write_changed(path: &Path, text: &str) -> io::Result<()> {
    if fs::read_to_string(path).is_ok_and(|written| written == text) {
        return Ok(());
    }
    fs::write(path, text)
}

/// Makes `fixtures/migrations` the directory `migrations` of a package.
///
/// # Errors
///
/// If the link cannot be made.
pub fn link_migrations(package: &Path) -> io::Result<()> {
    fs::create_dir_all(package)?;
    let link = package.join("migrations");
    if link.is_symlink() {
        fs::remove_file(&link)?;
    }
    std::os::unix::fs::symlink(directory().join("fixtures/migrations"), link)
}
