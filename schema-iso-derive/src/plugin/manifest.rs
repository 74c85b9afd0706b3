//! The check of the crate's manifest and lock file (ISO-04).

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use proc_macro2::Ident;
use schema_iso::manifest::{
    CURATED_CRATE, DriverPath, LockfileQuery, ManifestReport, check_manifest,
};
use schema_iso::rule::{Diagnostic, ISO_04};

use crate::crate_root::CrateRoot;
use crate::errors::Errors;

/// Files that were read, relative to the manifest's directory.
pub(super) type Tracked = Vec<String>;

/// Reports the doors that manifest and lock file open, at the name of the plugin.
pub(super) fn check(root: &CrateRoot, plugin: &Ident, errors: &Errors) -> Tracked {
    // The curated Diesel's own tests and examples: it cannot do without Diesel.
    if root.package == CURATED_CRATE {
        return Tracked::new();
    }
    let Some(directory) = &root.directory else {
        let message = "the manifest of the crate is not known";
        let help = "build with Cargo, or set `CARGO_MANIFEST_DIR`";
        errors.at(plugin, Diagnostic::new(&ISO_04, message).with_help(help));
        return Tracked::new();
    };
    let manifest = match fs::read_to_string(directory.join("Cargo.toml")) {
        Ok(manifest) => manifest,
        Err(error) => {
            let message = format!("the manifest of the crate cannot be read: {error}");
            let help = "make `Cargo.toml` readable";
            errors.at(plugin, Diagnostic::new(&ISO_04, message).with_help(help));
            return Tracked::new();
        }
    };
    let mut tracked = vec!["Cargo.toml".to_owned()];
    let workspace = Workspace::of(directory, &manifest);
    if workspace.up > 0 {
        tracked.push(workspace.relative("Cargo.toml"));
    }
    let report = match check_manifest(&manifest, workspace.manifest.as_deref()) {
        Ok(report) => report,
        Err(error) => {
            errors.at(plugin, Diagnostic::from(&error));
            return tracked;
        }
    };
    for door in report.second_doors() {
        errors.at(plugin, door.diagnostic());
    }
    if let Ok(lock_file) = fs::read_to_string(workspace.directory.join("Cargo.lock")) {
        tracked.push(workspace.relative("Cargo.lock"));
        for path in workspace.driver_paths(root, &report, &lock_file) {
            errors.at(plugin, path.diagnostic());
        }
    }
    tracked
}

/// The workspace of a crate, which may be the crate alone.
struct Workspace {
    directory: PathBuf,
    /// How many directories it lies above the crate.
    up: usize,
    /// Its manifest, if that is not the crate's.
    manifest: Option<String>,
}

impl Workspace {
    fn of(directory: &Path, manifest: &str) -> Self {
        let alone = Self {
            directory: directory.to_owned(),
            up: 0,
            manifest: None,
        };
        if is_workspace(manifest) {
            return alone;
        }
        let above = directory.ancestors().enumerate().skip(1);
        above
            .filter_map(|(up, directory)| {
                let manifest = fs::read_to_string(directory.join("Cargo.toml")).ok()?;
                is_workspace(&manifest).then(|| Self {
                    directory: directory.to_owned(),
                    up,
                    manifest: Some(manifest),
                })
            })
            .next()
            .unwrap_or(alone)
    }

    fn relative(&self, file: &str) -> String {
        "../".repeat(self.up) + file
    }

    /// The drivers that come through other crates.
    fn driver_paths(
        &self,
        root: &CrateRoot,
        report: &ManifestReport,
        lock_file: &str,
    ) -> Vec<DriverPath> {
        let allowed = report.allowances().iter().map(|it| it.package());
        let query = LockfileQuery::new(&root.package, &root.version)
            .with_dependencies_of(&root.package, report.shipped_packages())
            .with_allowed(allowed);
        // A lock file that does not know the crate is not its own; Cargo would say so.
        let paths = query.run(lock_file).unwrap_or_default();
        if !paths.iter().any(DriverPath::may_be_for_development) {
            return paths;
        }
        // Which dependencies the other members ship, only their manifests say.
        let query = self
            .shipped_by_members()
            .into_iter()
            .fold(query, |query, (member, shipped)| {
                query.with_dependencies_of(&member, shipped)
            });
        query.run(lock_file).unwrap_or_default()
    }

    fn shipped_by_members(&self) -> BTreeMap<String, Vec<String>> {
        let mut members = BTreeMap::new();
        self.look_for_members(&self.directory, 4, &mut members);
        members
    }

    fn look_for_members(
        &self,
        directory: &Path,
        depth: usize,
        members: &mut BTreeMap<String, Vec<String>>,
    ) {
        if let Ok(manifest) = fs::read_to_string(directory.join("Cargo.toml")) {
            // A workspace within the workspace is none of its members.
            if is_workspace(&manifest) && directory != self.directory {
                return;
            }
            let report = check_manifest(&manifest, self.manifest.as_deref());
            if let Ok(report) = report {
                let shipped = report.shipped_packages().to_vec();
                members.insert(report.package().to_owned(), shipped);
            }
        }
        if depth == 0 {
            return;
        }
        for entry in fs::read_dir(directory).into_iter().flatten().flatten() {
            let name = entry.file_name();
            let skipped = name.to_string_lossy().starts_with('.') || name == "target";
            if !skipped && entry.file_type().is_ok_and(|kind| kind.is_dir()) {
                self.look_for_members(&entry.path(), depth - 1, members);
            }
        }
    }
}

/// Whether a manifest is the root of a workspace, without a whole parse.
fn is_workspace(manifest: &str) -> bool {
    manifest.lines().any(|line| {
        let line = line.trim_start();
        let table = line.strip_prefix('[').map(str::trim_start);
        let rest = table.and_then(|table| table.strip_prefix("workspace"));
        rest.is_some_and(|rest| matches!(rest.trim_start().as_bytes().first(), Some(b']' | b'.')))
    })
}
