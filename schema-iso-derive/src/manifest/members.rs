//! The crates that a plugin takes from a path, found by following the paths.

use std::collections::{BTreeSet, HashSet};
use std::fs;
use std::path::{Path, PathBuf};

use schema_iso::manifest::{ManifestReport, WorkspaceLinks, check_manifest};

use super::lock_files::{links_of, normal, roots};

/// The manifests of all crates that a plugin ships and that come from a path.
///
/// Nothing is searched for: a manifest of the same name somewhere else is not read.
pub(super) fn of(
    directory: &Path,
    report: &ManifestReport,
    root: Option<&Path>,
) -> Vec<ManifestReport> {
    let mut seen = HashSet::new();
    let mut queue = paths(directory, report, root);
    queue.extend(root.map(patches).unwrap_or_default());
    let mut found = Vec::new();
    while let Some((_, directory)) = queue.pop() {
        // As Cargo names it: by a link, a crate inherits from what is above the link.
        let directory = normal(&directory);
        let Ok(real) = fs::canonicalize(&directory) else {
            continue;
        };
        let above = directory
            .ancestors()
            .filter_map(|it| fs::canonicalize(it).ok());
        if !seen.insert((real, above.collect::<BTreeSet<_>>())) {
            continue;
        }
        for (report, root) in read(&directory) {
            queue.extend(paths(&directory, &report, root.as_deref()));
            found.push(report);
        }
    }
    found
}

/// The manifest in a directory, once for each directory that may be the root of its workspace
/// if it depends on that.
fn read(directory: &Path) -> Vec<(ManifestReport, Option<PathBuf>)> {
    let Ok(manifest) = fs::read_to_string(directory.join("Cargo.toml")) else {
        return Vec::new();
    };
    let Ok(links) = WorkspaceLinks::read(&manifest) else {
        return Vec::new();
    };
    let is_complete = |report: &ManifestReport| report.version().is_some();
    if !links.is_root()
        && let Some(report) = check_manifest(&manifest, None).ok().filter(is_complete)
    {
        return vec![(report, None)];
    }
    let (roots, _) = roots(directory, &links);
    let roots = roots.into_iter().filter_map(|root| {
        let text = fs::read_to_string(root.join("Cargo.toml")).ok()?;
        let report = check_manifest(&manifest, Some(&text)).ok()?;
        is_complete(&report).then_some((report, Some(root)))
    });
    roots.collect()
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
