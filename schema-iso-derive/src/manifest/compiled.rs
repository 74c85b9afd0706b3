//! The curated Diesel that the compiler was given.

use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};

use schema_iso::manifest::CURATED_CRATE;

use crate::crate_root::is_beside_the_macros;

/// The name of the curated Diesel in Rust code.
const CRATE: &str = "schema_iso_diesel";

/// Whether it was compiled from the directory beside the macros.
///
/// Where a package comes from is not always in a manifest: Cargo's configuration and command
/// line can put another one in its place. What the compiler was given is beyond doubt.
pub(super) fn is_ours() -> bool {
    let artifact = artifact(std::env::args_os());
    let sources = artifact.and_then(|artifact| fs::read_to_string(dep_info(&artifact)?).ok());
    sources.is_some_and(|sources| {
        let root = root_file(&sources);
        root.as_deref()
            .and_then(|root| root.parent()?.parent())
            .is_some_and(|directory| is_beside_the_macros(directory, CURATED_CRATE))
    })
}

/// The file after `--extern schema_iso_diesel=`.
fn artifact(arguments: impl Iterator<Item = OsString>) -> Option<PathBuf> {
    arguments
        .filter_map(|argument| argument.into_string().ok())
        .find_map(|argument| {
            let argument = argument.strip_prefix("--extern=").unwrap_or(&argument);
            let (name, path) = argument.split_once('=')?;
            // Options of the dependency, such as `priv`, stand before a colon.
            let name = name.rsplit(':').next()?;
            (name == CRATE).then(|| PathBuf::from(path))
        })
}

/// The list of sources that rustc writes beside an artifact.
fn dep_info(artifact: &Path) -> Option<PathBuf> {
    let name = artifact.file_stem()?.to_str()?;
    let name = name.strip_prefix("lib").unwrap_or(name);
    Some(artifact.with_file_name(format!("{name}.d")))
}

/// The first source of a list, which is the root of the crate. A space in a path has a backslash
/// before it.
fn root_file(sources: &str) -> Option<PathBuf> {
    let (_, sources) = sources.lines().next()?.split_once(": ")?;
    let mut path = String::new();
    for part in sources.split(' ') {
        path.push_str(part);
        if !path.ends_with('\\') {
            return Some(path.into());
        }
        path.pop();
        path.push(' ');
    }
    None
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::{artifact, dep_info, root_file};

    #[test]
    fn the_sources_of_a_dependency_are_found() {
        let line = "rustc --extern diesel=/t/libdiesel-1.rmeta \
                    --extern priv:schema_iso_diesel=/t/deps/libschema_iso_diesel-1a.rmeta";
        let found = artifact(line.split(' ').map(Into::into)).unwrap();
        assert_eq!(found, Path::new("/t/deps/libschema_iso_diesel-1a.rmeta"));
        let list = dep_info(&found).unwrap();
        assert_eq!(list, Path::new("/t/deps/schema_iso_diesel-1a.d"));
        assert!(artifact("rustc src/lib.rs".split(' ').map(Into::into)).is_none());
    }

    #[test]
    fn the_first_source_is_the_root() {
        let list =
            "/t/deps/a-1.d: /a/src/lib.rs /a/src/b.rs\n\n/t/deps/liba-1.rmeta: /a/src/lib.rs\n";
        assert_eq!(root_file(list).unwrap(), Path::new("/a/src/lib.rs"));
        let list = r"/t/my\ deps/a-1.d: /my\ own\ a/src/lib.rs /a/src/b.rs";
        let root = root_file(list).unwrap();
        assert_eq!(root, Path::new("/my own a/src/lib.rs"));
        assert_eq!(root_file(""), None);
    }
}
