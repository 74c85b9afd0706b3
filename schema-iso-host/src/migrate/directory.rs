//! Migrations that are read at run time.

use std::borrow::Cow;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use schema_iso::id::{PluginId, SchemaName, SharedSchemaName};
use schema_iso::migration::{
    CheckReport, CheckedMigration, DirectoryEntry, SetContext, check_directory,
};

use schema_iso::plugin::PluginMetadata;

use super::accept;
use super::plan::{Migration, Plan, Script, shared_names};

/// The migrations of a plugin, read from a directory and not from the plugin's crate.
///
/// They are checked by the code that checks them while compiling (ISO-06).
///
/// ```no_run
/// use schema_iso::PluginId;
/// use schema_iso_host::{Host, MigrationDirectory};
///
/// # fn main() -> Result<(), Box<dyn std::error::Error>> {
/// let directory = MigrationDirectory::read(PluginId::new("notes")?, "plugins/notes/migrations")?;
/// Host::builder("postgres://localhost/app").register_directory(directory).migrate()?;
/// # Ok(())
/// # }
/// ```
#[derive(Debug, Clone)]
pub struct MigrationDirectory {
    id: PluginId,
    root: String,
    entries: Vec<DirectoryEntry>,
    previous_ids: &'static [PluginId],
    depends_on: &'static [PluginId],
}

/// Why migrations were not read from a directory, or are not accepted.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum MigrationDirectoryError {
    /// A file or directory could not be read.
    #[error("could not read {}", path.display())]
    Read {
        /// Which.
        path: PathBuf,
        /// Why not.
        source: io::Error,
    },
    /// The check found errors.
    #[error("{report}")]
    Refused {
        /// All findings.
        report: CheckReport,
    },
}

impl MigrationDirectory {
    /// Reads a directory in Diesel's layout.
    ///
    /// # Errors
    ///
    /// [`MigrationDirectoryError::Read`] if the directory or a file in it cannot be
    /// read, or is no UTF-8. What the migrations say is checked by the host that they
    /// are registered with.
    pub fn read(id: PluginId, path: impl AsRef<Path>) -> Result<Self, MigrationDirectoryError> {
        let path = path.as_ref();
        let mut entries = Vec::new();
        for (name, entry) in list(path)? {
            entries.push(if entry.is_dir() {
                let mut files = Vec::new();
                for (name, file) in list(&entry)? {
                    if file.is_file() && !name.starts_with('.') {
                        let contents = fs::read_to_string(&file);
                        files.push((name, contents.map_err(|source| failed(&file, source))?));
                    }
                }
                DirectoryEntry::directory(name, files)
            } else {
                DirectoryEntry::file(name)
            });
        }
        Ok(Self {
            id,
            root: path.display().to_string(),
            entries,
            previous_ids: &[],
            depends_on: &[],
        })
    }

    /// Sets the ids that the plugin had before, the latest first.
    #[must_use]
    pub fn with_previous_ids(mut self, ids: impl IntoIterator<Item = PluginId>) -> Self {
        self.previous_ids = kept(ids);
        self
    }

    /// Sets the plugins that must be migrated before this one.
    #[must_use]
    pub fn with_depends_on(mut self, ids: impl IntoIterator<Item = PluginId>) -> Self {
        self.depends_on = kept(ids);
        self
    }

    /// The plugin's id.
    #[must_use]
    pub fn id(&self) -> PluginId {
        self.id
    }

    /// What the host orders and compares the plugin by.
    pub(crate) fn metadata(&self) -> PluginMetadata {
        PluginMetadata::new(self.id, "(migrations on disk)", "")
            .with_previous_ids(self.previous_ids)
            .with_depends_on(self.depends_on)
    }

    /// Checks the migrations.
    pub(crate) fn plan(
        &self,
        shared: &[SharedSchemaName],
    ) -> Result<Plan, MigrationDirectoryError> {
        let schema = self.id.schema();
        let previous: Vec<SchemaName> = self.previous_ids.iter().map(PluginId::schema).collect();
        let previous: Vec<&str> = previous.iter().map(SchemaName::as_str).collect();
        let shared = shared_names(shared);
        let context = SetContext::new(schema.as_str())
            .with_shared_schemas(&shared)
            .with_previous_schemas(&previous);
        let checked = check_directory(&self.root, &self.entries, &context);
        if !checked.is_accepted() {
            let report = checked.report;
            return Err(MigrationDirectoryError::Refused { report });
        }
        for migration in &checked.migrations {
            accept::log_removals(&migration.migration.up.path, &migration.up_removals);
            if let Some(down) = &migration.migration.down {
                accept::log_removals(&down.path, &migration.down_removals);
            }
        }
        Ok(Plan {
            id: self.id,
            schema,
            previous_ids: self.previous_ids.to_vec(),
            migrations: checked.migrations.into_iter().map(migration).collect(),
            tables: &[],
            types: &[],
        })
    }
}

/// Metadata are constants, as a rule, and so hold what lives as long as the program.
fn kept(ids: impl IntoIterator<Item = PluginId>) -> &'static [PluginId] {
    Vec::leak(ids.into_iter().collect())
}

fn migration(checked: CheckedMigration) -> Migration {
    let read = checked.migration;
    let script = |sql, path| Script::checked(Cow::Owned(sql), Cow::Owned(path));
    Migration {
        version: Cow::Owned(read.version),
        name: Cow::Owned(read.name),
        up: script(checked.up, read.up.path),
        down: checked
            .down
            .zip(read.down)
            .map(|(sql, file)| script(sql, file.path)),
        run_in_transaction: read.run_in_transaction,
        removals: &[],
    }
}

/// What a directory holds, by name.
fn list(path: &Path) -> Result<Vec<(String, PathBuf)>, MigrationDirectoryError> {
    let fail = |source| failed(path, source);
    let mut found = Vec::new();
    for entry in fs::read_dir(path).map_err(fail)? {
        let entry = entry.map_err(fail)?;
        found.push((
            entry.file_name().to_string_lossy().into_owned(),
            entry.path(),
        ));
    }
    found.sort();
    Ok(found)
}

fn failed(path: &Path, source: io::Error) -> MigrationDirectoryError {
    let path = path.to_owned();
    MigrationDirectoryError::Read { path, source }
}
