//! The migrations of the plugin, held against ISO-06.

use std::fs;
use std::path::Path;

use proc_macro2::Span;
use schema_iso::id::{PluginId, SharedSchemaName};
use schema_iso::migration::{CheckedMigration, DirectoryEntry, SetContext, check_directory};
use schema_iso::rule::message::migrations_not_found;
use syn::{Ident, LitStr};

use crate::crate_root::CrateRoot;
use crate::errors::Errors;

/// Migrations that may be embedded.
#[derive(Default)]
pub(super) struct Embedded {
    pub(super) migrations: Vec<CheckedMigration>,
    /// All files of the directory, relative to the manifest's.
    pub(super) files: Vec<String>,
    /// What somebody should look at, and where.
    pub(super) warnings: Vec<String>,
    pub(super) span: Option<Span>,
}

pub(super) fn read(
    literal: &LitStr,
    plugin: PluginId,
    previous_ids: &[PluginId],
    shared_schemas: &[SharedSchemaName],
    root: &CrateRoot,
    errors: &Errors,
) -> Embedded {
    let name = literal.value();
    let name = name.trim_end_matches('/');
    let Some(directory) = root.directory.as_ref().map(|root| root.join(name)) else {
        return Embedded::default();
    };
    if name.is_empty() || !directory.is_dir() {
        let mut diagnostic = migrations_not_found(plugin, name);
        if let Some(other) = root.directory.as_deref().and_then(|it| elsewhere(it, name)) {
            diagnostic = diagnostic.with_help(format!("did you mean `{other}`?"));
        }
        errors.at(literal, diagnostic);
        return Embedded::default();
    }
    let entries = match schema_iso_directory::read(&directory, name) {
        Ok(entries) => entries,
        Err(report) => {
            for finding in report.errors() {
                errors.at(literal, finding);
            }
            return Embedded::default();
        }
    };

    let own_schema = plugin.schema();
    let previous: Vec<_> = previous_ids.iter().map(PluginId::schema).collect();
    let previous: Vec<&str> = previous.iter().map(|schema| schema.as_str()).collect();
    let shared: Vec<&str> = shared_schemas
        .iter()
        .map(|schema| schema.as_str())
        .collect();
    let context = SetContext::new(own_schema.as_str())
        .with_previous_schemas(&previous)
        .with_shared_schemas(&shared);
    let checked = check_directory(name, &entries, &context);
    for finding in checked.report.errors() {
        errors.at(literal, finding);
    }
    Embedded {
        files: files(name, &entries),
        warnings: checked.report.warnings().map(ToString::to_string).collect(),
        migrations: checked.migrations,
        span: Some(literal.span()),
    }
}

/// None, for a plugin that names no directory; with a warning if one looks like it is meant.
pub(super) fn none(plugin: &Ident, root: &CrateRoot) -> Embedded {
    let directory = root.directory.as_deref();
    let warning = directory.and_then(|it| elsewhere(it, "")).map(|name| {
        format!(
            "the migrations in `{name}` are not embedded, since `#[plugin]` does not name them\n\
             help: write `migrations = \"{name}\"`"
        )
    });
    Embedded {
        warnings: warning.into_iter().collect(),
        span: Some(plugin.span()),
        ..Embedded::default()
    }
}

/// A directory beside the manifest that has migrations, other than the one of a name.
fn elsewhere(root: &Path, name: &str) -> Option<String> {
    let has_migrations = |directory: &Path| {
        let inside = fs::read_dir(directory).into_iter().flatten().flatten();
        inside
            .map(|entry| entry.path())
            .any(|it| it.join("up.sql").is_file())
    };
    let beside = fs::read_dir(root).ok()?.flatten();
    let mut names: Vec<String> = beside
        .filter(|entry| has_migrations(&entry.path()))
        .map(|entry| entry.file_name().to_string_lossy().into_owned())
        .filter(|it| it != name)
        .collect();
    names.sort();
    names.into_iter().next()
}

fn files(root: &str, entries: &[DirectoryEntry]) -> Vec<String> {
    let mut paths = Vec::new();
    for entry in entries {
        if let DirectoryEntry::Directory { name, files } = entry {
            paths.extend(
                files
                    .iter()
                    .map(|(file, _)| format!("{root}/{name}/{file}")),
            );
        }
    }
    paths
}
