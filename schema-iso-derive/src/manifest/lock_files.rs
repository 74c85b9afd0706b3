//! The lock files that may be in use.

use std::fs;
use std::path::{Component, Path, PathBuf};

use schema_iso::manifest::WorkspaceLinks;

use crate::crate_root::output_directory;

/// The environment variable that names the lock file where it is not found.
pub(super) const SETTING: &str = "SCHEMA_ISO_LOCK_FILE";

/// The variable that gives Cargo itself another lock file.
const SETTING_OF_CARGO: &str = "CARGO_RESOLVER_LOCKFILE_PATH";

/// A lock file, and the directory of the workspace that it is for.
#[derive(Debug)]
pub(super) struct LockFile {
    pub(super) path: PathBuf,
    pub(super) root: Option<PathBuf>,
}

/// Where the workspace of a crate may have its root and its lock file.
#[derive(Debug)]
pub(super) struct Places {
    /// The first root that the manifests name.
    pub(super) root: Option<PathBuf>,
    pub(super) lock_files: Vec<LockFile>,
}

impl Places {
    /// Looks at every place that a manifest, Cargo or the compiler's command line names.
    pub(super) fn of(directory: &Path, links: &WorkspaceLinks) -> Self {
        let (roots, root) = roots(directory, links);
        let mut places = Self {
            root,
            lock_files: Vec::new(),
        };
        for directory in &roots {
            places.add(&directory.join("Cargo.lock"), &[Some(directory)]);
        }
        // One that lies elsewhere may be for a workspace with its root in any of them.
        let is_root = |directory: &&PathBuf| links_of(directory).is_some_and(|it| it.is_root());
        let mut roots: Vec<_> = roots.iter().filter(is_root).map(Some).collect();
        if roots.is_empty() {
            roots.push(None);
        }
        let named = [SETTING, SETTING_OF_CARGO].into_iter();
        for path in named.filter_map(std::env::var_os) {
            places.add(Path::new(&path), &roots);
        }
        // A crate from elsewhere is built with the lock file of the program that needs it.
        let output = output_directory(std::env::args_os());
        let started_in = std::env::var_os("PWD").map(PathBuf::from);
        for start in [output, started_in].into_iter().flatten() {
            for directory in start.ancestors() {
                let path = directory.join("Cargo.lock");
                // One that is named as before is for the root beside it.
                if !places.lock_files.iter().any(|known| known.path == path) {
                    places.add(&path, &roots);
                }
            }
        }
        places
    }

    /// Adds a lock file for each root; one file can have several names, by links, and be for
    /// another root under each.
    fn add(&mut self, path: &Path, roots: &[Option<&PathBuf>]) {
        if path.is_file() {
            self.lock_files.extend(roots.iter().map(|root| LockFile {
                path: path.to_owned(),
                root: root.cloned(),
            }));
        }
    }
}

/// The directories that may be the root of the workspace, and the first that says it is one.
pub(super) fn roots(directory: &Path, links: &WorkspaceLinks) -> (Vec<PathBuf>, Option<PathBuf>) {
    let mut roots = vec![directory.to_owned()];
    let mut first = links.is_root().then(|| directory.to_owned());
    if let Some(root) = links.root() {
        let root = normal(&directory.join(root));
        first.get_or_insert_with(|| root.clone());
        roots.push(root);
    }
    for above in directory.ancestors().skip(1) {
        roots.push(above.to_owned());
        let Some(links) = links_of(above) else {
            continue;
        };
        if links.is_root() {
            first.get_or_insert_with(|| above.to_owned());
        }
        if let Some(root) = links.root() {
            let root = normal(&above.join(root));
            first.get_or_insert_with(|| root.clone());
            roots.push(root);
        }
    }
    (roots, first)
}

/// What the manifest in a directory says of its workspace.
pub(super) fn links_of(directory: &Path) -> Option<WorkspaceLinks> {
    let manifest = fs::read_to_string(directory.join("Cargo.toml")).ok()?;
    WorkspaceLinks::read(&manifest).ok()
}

/// A path without `.` and, where a directory stands before it, without `..`.
pub(super) fn normal(path: &Path) -> PathBuf {
    let mut normal = PathBuf::new();
    for component in path.components() {
        match component {
            Component::CurDir => {}
            Component::ParentDir if normal.file_name().is_some() => {
                normal.pop();
            }
            component => normal.push(component),
        }
    }
    normal
}

/// A file as it is named from a directory; none if they have no directory in common.
pub(super) fn relative(directory: &Path, file: &Path) -> Option<String> {
    let (directory, file) = (normal(directory), normal(file));
    let common = directory
        .components()
        .zip(file.components())
        .take_while(|(one, other)| one == other)
        .count();
    if common == 0 {
        return None;
    }
    let up = directory.components().skip(common).map(|_| "..");
    let down = file.components().skip(common);
    let down: Vec<String> = down
        .map(|it| it.as_os_str().to_str().map(str::to_owned))
        .collect::<Option<_>>()?;
    let parts: Vec<String> = up.map(str::to_owned).chain(down).collect();
    Some(parts.join("/"))
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::relative;

    #[test]
    fn files_are_named_from_a_directory() {
        let from = |file| relative(Path::new("/a/b"), Path::new(file));
        assert_eq!(from("/a/b/Cargo.lock").as_deref(), Some("Cargo.lock"));
        assert_eq!(from("/a/Cargo.lock").as_deref(), Some("../Cargo.lock"));
        assert_eq!(from("/a/b/../c/x").as_deref(), Some("../c/x"));
        assert_eq!(from("c/x"), None);
    }
}
