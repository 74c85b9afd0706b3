//! Migrations that are read at run time.

use std::borrow::Cow;
use std::path::Path;

use schema_iso::id::{PluginId, SchemaName, SharedSchemaName};
use schema_iso::migration::{CheckedMigration, DirectoryEntry, SetContext, check_directory};

use schema_iso::plugin::{InitMode, PluginMetadata};

use super::error::MigrationDirectoryError;
use super::plan::{MigrationText, Plan, PlannedMigration, shared_names};
use super::text_check;

/// The migrations of a plugin, read from a directory and not from the plugin's crate.
///
/// They are checked by the code that checks them while compiling (ISO-06).
///
/// ```no_run
/// use schema_iso_host::{Host, MigrationDirectory, PluginId};
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

impl MigrationDirectory {
    /// Reads a directory in Diesel's layout.
    ///
    /// # Errors
    ///
    /// [`MigrationDirectoryError`] if the directory or a file in it cannot be read or is not
    /// UTF-8, or if a link leads nowhere. What the migrations do is checked by the host that
    /// they are registered with.
    pub fn read(id: PluginId, path: impl AsRef<Path>) -> Result<Self, MigrationDirectoryError> {
        let path = path.as_ref();
        let root = path.display().to_string();
        let entries = schema_iso_directory::read(path, &root).map_err(|report| {
            let error = MigrationDirectoryError::new(id, report);
            tracing::error!(%error, "the migrations of a plugin cannot be read");
            error
        })?;
        Ok(Self {
            id,
            root,
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
            .with_init(InitMode::None)
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
            return Err(MigrationDirectoryError::new(self.id, checked.report));
        }
        text_check::log_warnings(self.id, &checked.report);
        for migration in &checked.migrations {
            text_check::log_removals(&migration.migration.up.path, &migration.up_removals);
            if let Some(down) = &migration.migration.down {
                text_check::log_removals(&down.path, &migration.down_removals);
            }
        }
        let mut plan = Plan::of(&self.metadata());
        plan.crate_name = None;
        plan.set_migrations(checked.migrations.into_iter().map(migration));
        Ok(plan)
    }
}

/// Metadata are constants, as a rule, and so hold what lives as long as the program.
fn kept(ids: impl IntoIterator<Item = PluginId>) -> &'static [PluginId] {
    Vec::leak(ids.into_iter().collect())
}

fn migration(checked: CheckedMigration) -> PlannedMigration {
    let read = checked.migration;
    let script = |sql, path| MigrationText::checked(Cow::Owned(sql), Cow::Owned(path));
    PlannedMigration {
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
