//! The files of `cases/`: invariants, programs that must fail, and their legal twins.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

/// What the first line of a case that must fail begins with.
const EXPECT: &str = "// expect: ";

/// The directory of this crate.
#[must_use]
pub fn directory() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The directory of the workspace.
///
/// # Panics
///
/// If this crate is not in one.
#[must_use]
pub fn workspace() -> &'static Path {
    directory()
        .parent()
        .expect("the crate lies in the workspace")
}

/// A program, and whether it must compile.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Case {
    path: PathBuf,
    must_fail: bool,
}

impl Case {
    /// The source.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Whether it must be refused.
    #[must_use]
    pub fn must_fail(&self) -> bool {
        self.must_fail
    }

    /// The rule broken, in words.
    #[must_use]
    pub fn name(&self) -> String {
        let stem = self.path.file_stem().unwrap_or_default();
        stem.to_string_lossy().into_owned()
    }

    /// What the author is told, for a case that must fail.
    ///
    /// # Errors
    ///
    /// If no text is blessed, or the file cannot be read.
    pub fn blessed(&self) -> io::Result<String> {
        fs::read_to_string(self.path.with_extension("stderr"))
    }

    /// The case under the other of the two folders.
    #[must_use]
    pub fn twin(&self) -> PathBuf {
        let folder = if self.must_fail { "pass" } else { "fail" };
        let invariant = self.path.parent().and_then(Path::parent);
        let invariant = invariant.unwrap_or(Path::new(""));
        let file = self.path.file_name().unwrap_or_default();
        invariant.join(folder).join(file)
    }

    /// The phrase that the author must be told.
    ///
    /// # Errors
    ///
    /// If the file cannot be read.
    pub fn expected_phrase(&self) -> io::Result<Option<String>> {
        let text = fs::read_to_string(&self.path)?;
        let first = text.lines().next().unwrap_or_default();
        let phrase = first.strip_prefix(EXPECT).map(str::trim);
        Ok(phrase
            .filter(|phrase| !phrase.is_empty())
            .map(str::to_owned))
    }
}

/// The folders of `cases/`, by name.
///
/// # Errors
///
/// If the directory cannot be read.
pub fn invariants() -> io::Result<Vec<String>> {
    let mut names: Vec<String> = entries(&directory().join("cases"))?
        .into_iter()
        .map(|path| {
            path.file_name()
                .unwrap_or_default()
                .to_string_lossy()
                .into_owned()
        })
        .collect();
    names.sort();
    Ok(names)
}

/// The cases of an invariant, those that must fail first.
///
/// # Errors
///
/// If a directory cannot be read.
pub fn cases(invariant: &str) -> io::Result<Vec<Case>> {
    let mut cases = Vec::new();
    for (folder, must_fail) in [("fail", true), ("pass", false)] {
        for path in files(invariant, folder, "rs")? {
            cases.push(Case { path, must_fail });
        }
    }
    Ok(cases)
}

/// The files of an extension in `fail` or `pass`, sorted.
///
/// # Errors
///
/// If the directory cannot be read.
pub fn files(invariant: &str, folder: &str, extension: &str) -> io::Result<Vec<PathBuf>> {
    let all = entries(&directory().join("cases").join(invariant).join(folder))?;
    let mut files: Vec<PathBuf> = all
        .into_iter()
        .filter(|path| path.extension().is_some_and(|it| it == extension))
        .collect();
    files.sort();
    Ok(files)
}

fn entries(directory: &Path) -> io::Result<Vec<PathBuf>> {
    let mut entries = Vec::new();
    for entry in fs::read_dir(directory)? {
        entries.push(entry?.path());
    }
    Ok(entries)
}
