//! Writes migrations: whole, or not at all.

use std::fs;
use std::path::{Path, PathBuf};

use super::error::GenerateError;
use super::text::NewMigration;

/// A directory beside the migrations, in which they are written and tried; it is removed with
/// the value.
#[derive(Debug)]
pub(super) struct Staging {
    path: PathBuf,
}

impl Drop for Staging {
    fn drop(&mut self) {
        // What is left is hidden, and the next run with this process id replaces it.
        let _ = fs::remove_dir_all(&self.path);
    }
}

fn failed(path: &Path) -> impl FnOnce(std::io::Error) -> GenerateError + '_ {
    move |source| GenerateError::File {
        path: path.to_owned(),
        source,
    }
}

impl Staging {
    /// A copy of a directory of migrations, with new ones.
    pub(super) fn new(
        directory: &Path,
        migrations: &[NewMigration],
    ) -> Result<Self, GenerateError> {
        let parent = match directory.parent() {
            Some(parent) if !parent.as_os_str().is_empty() => parent,
            _ => Path::new("."),
        };
        let name = format!(".schema-iso-migrations-{}", std::process::id());
        let staging = Self {
            path: parent.join(name),
        };
        if staging.path.exists() {
            fs::remove_dir_all(&staging.path).map_err(failed(&staging.path))?;
        }
        fs::create_dir_all(&staging.path).map_err(failed(&staging.path))?;
        if directory.exists() {
            copy(directory, &staging.path)?;
        }
        for migration in migrations {
            let own = staging.path.join(&migration.name);
            fs::create_dir(&own).map_err(failed(&own))?;
            let mut files = vec![
                ("up.sql", migration.up.as_str()),
                ("down.sql", &migration.down),
            ];
            if !migration.run_in_transaction {
                files.push(("metadata.toml", "run_in_transaction = false\n"));
            }
            for (file, text) in files {
                let path = own.join(file);
                fs::write(&path, text).map_err(failed(&path))?;
            }
        }
        Ok(staging)
    }

    pub(super) fn path(&self) -> &Path {
        &self.path
    }

    /// Moves the new migrations to the others, all or none.
    pub(super) fn publish(
        self,
        directory: &Path,
        migrations: &[NewMigration],
    ) -> Result<Vec<PathBuf>, GenerateError> {
        fs::create_dir_all(directory).map_err(failed(directory))?;
        let mut moved: Vec<PathBuf> = Vec::new();
        for migration in migrations {
            let target = directory.join(&migration.name);
            let result = if target.exists() {
                Err(std::io::ErrorKind::AlreadyExists.into())
            } else {
                fs::rename(self.path.join(&migration.name), &target)
            };
            if let Err(source) = result {
                for path in &moved {
                    // Those that this run has moved, and nobody else has.
                    let _ = fs::remove_dir_all(path);
                }
                return Err(failed(&target)(source));
            }
            moved.push(target);
        }
        Ok(moved)
    }
}

fn copy(from: &Path, to: &Path) -> Result<(), GenerateError> {
    for entry in fs::read_dir(from).map_err(failed(from))? {
        let entry = entry.map_err(failed(from))?;
        let (source, target) = (entry.path(), to.join(entry.file_name()));
        if source.is_dir() {
            fs::create_dir(&target).map_err(failed(&target))?;
            copy(&source, &target)?;
        } else {
            fs::copy(&source, &target).map_err(failed(&source))?;
        }
    }
    Ok(())
}
