//! Reads a directory of migrations from the disk: the one reader, which the macros and the host
//! of Schema Iso share.
//!
//! Which entries are migrations is Diesel's rule (`migrations_internals`). Their texts are
//! checked by [`schema_iso::migration`], which does no input or output.
//!
//! ```no_run
//! use std::path::Path;
//!
//! use schema_iso::migration::{SetContext, check_directory};
//!
//! // Those of the plugin `notes`.
//! match schema_iso_directory::read(Path::new("notes/migrations"), "migrations") {
//!     Ok(entries) => {
//!         let checked = check_directory("migrations", &entries, &SetContext::new("plugin_notes"));
//!         println!("{}", checked.report);
//!     }
//!     Err(report) => println!("{report}"),
//! }
//! ```
//!
//! Neither plugins nor hosts depend on this crate: a plugin names its directory in `#[plugin]`, and
//! a host has `MigrationDirectory` of `schema-iso-host`.
//!
//! Guide: the [README](https://github.com/schema-iso/schema-iso#readme). Rules:
//! [one page each](schema_iso::rules).

use std::ffi::OsStr;
use std::fs;
use std::io;
use std::path::Path;

use migrations_internals::migrations_directories;
use schema_iso::migration::layout::{MIGRATION_FILES, text, unreadable};
use schema_iso::migration::{CheckReport, DirectoryEntry, Finding};

/// Reads a directory of migrations; `name` is how findings name it.
///
/// Entries whose names begin with a dot are passed over. Links are followed. Of the files
/// in a migration only `up.sql`, `down.sql` and `metadata.toml` are read.
///
/// See [the crate](crate) for an example.
///
/// # Errors
///
/// A report with one finding for each entry that cannot be read: the directory itself, a link
/// that leads nowhere, a link to a file where Diesel expects a directory, a file that may not
/// be read or is not UTF-8, a name that is not UTF-8.
pub fn read(directory: &Path, name: &str) -> Result<Vec<DirectoryEntry>, CheckReport> {
    let mut reading = Reading::default();
    let name = name.trim_end_matches('/');
    let entries = reading.directory(directory, name);
    if reading.report.findings.is_empty() {
        return Ok(entries);
    }
    Err(reading.report)
}

/// Collects what cannot be read.
#[derive(Default)]
struct Reading {
    report: CheckReport,
}

impl Reading {
    fn fail(&mut self, finding: Finding) {
        self.report.findings.push(finding);
    }

    fn directory(&mut self, path: &Path, shown: &str) -> Vec<DirectoryEntry> {
        match list(path) {
            Ok((migrations, files)) => {
                let mut entries = Vec::new();
                for name in migrations {
                    entries.extend(self.migration(&path.join(&name), &name, shown));
                }
                for name in files {
                    // Nothing is read of it, so its name may be spelt anyhow.
                    entries.push(DirectoryEntry::file(name.to_string_lossy()));
                }
                entries.sort_by(|one, other| one.name().cmp(other.name()));
                entries
            }
            Err(error) => {
                self.fail(unreadable(shown, &why(path, &error)));
                Vec::new()
            }
        }
    }

    fn migration(&mut self, path: &Path, name: &OsStr, root: &str) -> Option<DirectoryEntry> {
        let shown = format!("{root}/{}", name.to_string_lossy());
        let Some(name) = name.to_str() else {
            self.fail(unreadable(&shown, "the name is not UTF-8"));
            return None;
        };
        let names = match files(path) {
            Ok(names) => names,
            Err(error) => {
                self.fail(unreadable(&shown, &why(path, &error)));
                return None;
            }
        };
        let mut files = Vec::with_capacity(names.len());
        for file in names {
            let shown = format!("{shown}/{}", file.to_string_lossy());
            let path = path.join(&file);
            let Ok(file) = file.into_string() else {
                self.fail(unreadable(&shown, "the name is not UTF-8"));
                continue;
            };
            if !MIGRATION_FILES.contains(&file.as_str()) {
                files.push((file, String::new()));
                continue;
            }
            let contents = match fs::read(&path) {
                Ok(bytes) => text(&shown, bytes),
                Err(error) => Err(unreadable(&shown, &why(&path, &error))),
            };
            match contents {
                Ok(contents) => files.push((file, contents)),
                Err(finding) => self.fail(finding),
            }
        }
        Some(DirectoryEntry::directory(name, files))
    }
}

type Names = Vec<std::ffi::OsString>;

/// What Diesel takes for migrations, and the files beside them.
fn list(path: &Path) -> io::Result<(Names, Names)> {
    let mut migrations: Names = migrations_directories(path)?
        .map(|entry| Ok(entry?.file_name()))
        .collect::<io::Result<_>>()?;
    migrations.sort();
    let mut files = visible(path)?;
    files.retain(|name| migrations.binary_search(name).is_err());
    Ok((migrations, files))
}

/// The files of a migration. What is no file counts under a name that Diesel reads, so that
/// reading it fails.
fn files(path: &Path) -> io::Result<Names> {
    let mut names = visible(path)?;
    names.retain(|name| {
        !path.join(name).is_dir() || MIGRATION_FILES.iter().any(|known| name == known)
    });
    Ok(names)
}

/// The names in a directory that do not begin with a dot.
fn visible(path: &Path) -> io::Result<Names> {
    let mut names = Names::new();
    for entry in fs::read_dir(path)? {
        let name = entry?.file_name();
        if !name.to_string_lossy().starts_with('.') {
            names.push(name);
        }
    }
    names.sort();
    Ok(names)
}

/// Why reading failed; a link is named as one, since its target is what is wrong.
fn why(path: &Path, error: &io::Error) -> String {
    match fs::read_link(path) {
        Ok(target) if error.kind() == io::ErrorKind::NotFound => {
            format!(
                "this is a link to `{}`, which does not exist",
                target.display()
            )
        }
        Ok(target) => format!("this is a link to `{}`: {error}", target.display()),
        Err(_) => error.to_string(),
    }
}
