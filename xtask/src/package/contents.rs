//! What is inside of a package, and what its manifest says of it.

use std::fs;
use std::path::{Path, PathBuf};

use cargo_metadata::Package;

use super::PackageError;
use crate::repository;

/// What every package has.
const REQUIRED: [&str; 5] = [
    "Cargo.toml",
    "LICENSE-APACHE",
    "LICENSE-MIT",
    "README.md",
    "src/lib.rs",
];

/// What a package may have besides its sources and examples. Cargo writes some of it.
const ALLOWED: [&str; 7] = [
    ".cargo_vcs_info.json",
    "Cargo.lock",
    "Cargo.toml",
    "Cargo.toml.orig",
    "LICENSE-APACHE",
    "LICENSE-MIT",
    "README.md",
];

/// What a registry shows of a package, and a manifest lacks.
pub(super) fn of_manifest(package: &Package) -> Vec<String> {
    let fields = [
        ("description", package.description.is_none()),
        ("license", package.license.is_none()),
        ("repository", package.repository.is_none()),
        ("readme", package.readme.is_none()),
        ("rust-version", package.rust_version.is_none()),
        ("keywords", package.keywords.is_empty()),
        ("categories", package.categories.is_empty()),
    ];
    let missing = fields.into_iter().filter(|(_, is_missing)| *is_missing);
    missing
        .map(|(field, _)| format!("{}: the manifest has no `{field}`", package.name))
        .collect()
}

/// What a package lacks, has too much, or says of the machine that it was made on.
pub(super) fn of_directory(package: &str, directory: &Path) -> Result<Vec<String>, PackageError> {
    let mut files = Vec::new();
    collect(directory, Path::new(""), &mut files)?;
    let mut findings = Vec::new();
    for required in REQUIRED {
        if !files.iter().any(|file| file == Path::new(required)) {
            findings.push(format!("{package}: `{required}` is missing"));
        }
    }
    let here = repository();
    let here = here.to_string_lossy();
    for file in files {
        let shown = file.display();
        let allowed = ALLOWED.iter().any(|allowed| file == Path::new(allowed));
        let folders = ["src", "examples", "rules"];
        if !allowed && !folders.iter().any(|folder| file.starts_with(folder)) {
            findings.push(format!("{package}: `{shown}` is nothing that a user needs"));
        }
        let path = directory.join(&file);
        let bytes = fs::read(&path).map_err(|source| PackageError::File { path, source })?;
        if String::from_utf8_lossy(&bytes).contains(&*here) {
            findings.push(format!("{package}: `{shown}` has a path of this machine"));
        }
    }
    Ok(findings)
}

/// All files below a directory, relative to it.
fn collect(root: &Path, below: &Path, files: &mut Vec<PathBuf>) -> Result<(), PackageError> {
    let path = root.join(below);
    let failed = |source| PackageError::File {
        path: path.clone(),
        source,
    };
    for entry in fs::read_dir(&path).map_err(failed)? {
        let entry = entry.map_err(failed)?;
        let name = below.join(entry.file_name());
        if entry.file_type().map_err(failed)?.is_dir() {
            collect(root, &name, files)?;
        } else {
            files.push(name);
        }
    }
    files.sort();
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::workspace;

    #[test]
    fn every_published_crate_says_what_a_registry_shows() {
        let metadata = workspace::metadata().expect("the workspace is read");
        for package in workspace::published(&metadata) {
            assert_eq!(of_manifest(package), [""; 0]);
        }
    }

    #[test]
    fn what_is_missing_and_what_is_too_much_is_found() {
        let name = format!("schema-iso-contents-{}", std::process::id());
        let directory = std::env::temp_dir().join(name);
        fs::create_dir_all(directory.join("src")).expect("a directory is made");
        for file in ["Cargo.toml", "LICENSE-MIT", "README.md", "secret.txt"] {
            fs::write(directory.join(file), "").expect("a file is written");
        }
        let machine = format!("const PATH: &str = {:?};", repository());
        fs::write(directory.join("src/lib.rs"), machine).expect("a file is written");

        let findings = of_directory("example", &directory).expect("the directory is read");
        fs::remove_dir_all(&directory).expect("the directory is removed");
        assert_eq!(
            findings,
            [
                "example: `LICENSE-APACHE` is missing",
                "example: `secret.txt` is nothing that a user needs",
                "example: `src/lib.rs` has a path of this machine",
            ]
        );
    }
}
