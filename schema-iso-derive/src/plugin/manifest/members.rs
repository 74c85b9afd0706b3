//! The crates that a plugin takes from a path, found by following the paths.

use std::collections::HashSet;
use std::fs;
use std::path::{Path, PathBuf};

use schema_iso::manifest::{ManifestReport, check_manifest};

use super::lock_files::links_of;

/// The manifests of all crates that a plugin ships and that come from a path.
///
/// Nothing is searched for: a manifest of the same name somewhere else is not read.
pub(super) fn of(
    directory: &Path,
    report: &ManifestReport,
    root: Option<&Path>,
) -> Vec<ManifestReport> {
    let workspace = root.and_then(|root| fs::read_to_string(root.join("Cargo.toml")).ok());
    let mut seen = HashSet::from([directory.to_owned()]);
    let mut queue = paths(directory, report, root);
    queue.extend(root.map(patches).unwrap_or_default());
    let mut found = Vec::new();
    while let Some((_, directory)) = queue.pop() {
        let Ok(directory) = fs::canonicalize(directory) else {
            continue;
        };
        if !seen.insert(directory.clone()) {
            continue;
        }
        let Some((report, root)) = read(&directory, root.zip(workspace.as_deref())) else {
            continue;
        };
        queue.extend(paths(&directory, &report, root.as_deref()));
        found.push(report);
    }
    found
}

/// The manifest in a directory; as part of the workspace or, if that cannot be, of its own.
fn read(
    directory: &Path,
    workspace: Option<(&Path, &str)>,
) -> Option<(ManifestReport, Option<PathBuf>)> {
    let manifest = fs::read_to_string(directory.join("Cargo.toml")).ok()?;
    let is_complete = |report: &ManifestReport| report.version().is_some();
    if let Some((root, text)) = workspace
        && let Some(report) = check_manifest(&manifest, Some(text))
            .ok()
            .filter(is_complete)
    {
        return Some((report, Some(root.to_owned())));
    }
    let mut above = directory.ancestors();
    above.find_map(|root| {
        let text = fs::read_to_string(root.join("Cargo.toml")).ok()?;
        let report = check_manifest(&manifest, Some(&text)).ok()?;
        is_complete(&report).then(|| (report, Some(root.to_owned())))
    })
}

/// The dependencies by path that a manifest ships, with their directories.
pub(super) fn paths(
    directory: &Path,
    report: &ManifestReport,
    root: Option<&Path>,
) -> Vec<(String, PathBuf)> {
    let shipped = report.shipped().iter();
    shipped
        .filter_map(|dependency| {
            let base = if dependency.is_inherited() {
                root.unwrap_or(directory)
            } else {
                directory
            };
            let path = base.join(dependency.path()?);
            Some((dependency.package().to_owned(), path))
        })
        .collect()
}

/// The packages that the root of the workspace takes from a path instead of a registry.
pub(super) fn patches(root: &Path) -> Vec<(String, PathBuf)> {
    let links = links_of(root);
    let patches = links.iter().flat_map(|links| links.patches());
    patches
        .map(|(package, path)| (package.to_owned(), root.join(path)))
        .collect()
}
