//! Reading a lock file.

use std::collections::HashMap;

use toml::de::{DeTable, DeValue};

use super::LockfileError;
use super::document::{line_of, text_at};

/// A package and what it needs, as the lock file has it.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Entry<'doc> {
    pub(super) name: &'doc str,
    pub(super) version: &'doc str,
    pub(super) source: Option<&'doc str>,
    /// The package that `[replace]` puts in its place.
    pub(super) replacement: Option<&'doc str>,
    pub(super) dependencies: Vec<&'doc str>,
}

impl<'doc> Entry<'doc> {
    /// All that it needs; a package that is replaced needs what is in its place.
    pub(super) fn needs(&self) -> impl Iterator<Item = &'doc str> {
        let dependencies = self.dependencies.iter().copied();
        dependencies.chain(self.replacement)
    }

    /// Takes a line of the package; nothing may stand there twice.
    fn add(&mut self, line: &'doc str) -> Option<Section> {
        if line == "dependencies = [" {
            return self
                .dependencies
                .is_empty()
                .then_some(Section::Dependencies);
        }
        let (key, value) = line.split_once(" = ")?;
        let value = plain(value)?;
        let is_first = match key {
            "name" => std::mem::replace(&mut self.name, value).is_empty(),
            "version" => std::mem::replace(&mut self.version, value).is_empty(),
            "source" => self.source.replace(value).is_none(),
            "replace" => self.replacement.replace(value).is_none(),
            "checksum" => true,
            _ => false,
        };
        is_first.then_some(Section::Package)
    }
}

/// Where a line of a lock file stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Section {
    Head,
    Package,
    Dependencies,
}

/// A text in quotes in which nothing is escaped.
fn plain(value: &str) -> Option<&str> {
    let text = value.strip_prefix('"')?.strip_suffix('"')?;
    (!text.contains(['"', '\\'])).then_some(text)
}

/// All packages, in the order of the text.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Lock<'doc> {
    pub(super) packages: Vec<Entry<'doc>>,
    by_name: HashMap<&'doc str, Vec<usize>>,
}

impl<'doc> Lock<'doc> {
    pub(super) fn read(text: &str, document: &'doc DeTable<'_>) -> Result<Self, LockfileError> {
        let listed = document.get("package").map(|packages| packages.get_ref());
        let listed = listed.and_then(DeValue::as_array).into_iter().flatten();
        // The oldest format keeps the root package apart.
        let mut packages = Vec::new();
        for value in listed.chain(document.get("root")) {
            let malformed = || LockfileError::MalformedPackage {
                line: line_of(text, value.span().start),
            };
            let table = value.get_ref().as_table().ok_or_else(malformed)?;
            let dependencies = table.get("dependencies").map(|list| list.get_ref());
            let dependencies = dependencies.and_then(DeValue::as_array).into_iter();
            packages.push(Entry {
                name: text_at(table, "name").ok_or_else(malformed)?,
                version: text_at(table, "version").ok_or_else(malformed)?,
                source: text_at(table, "source"),
                replacement: text_at(table, "replace"),
                dependencies: dependencies
                    .flatten()
                    .filter_map(|dependency| dependency.get_ref().as_str())
                    .collect(),
            });
        }
        Ok(Self::new(packages))
    }

    /// Reads a text as Cargo writes it, line by line; `None` if there is anything else in it.
    ///
    /// A lock file that is in use has been written by Cargo. Macros run without optimization,
    /// where this takes a millisecond and the whole of TOML thirty.
    pub(super) fn read_written_by_cargo(text: &'doc str) -> Option<Self> {
        let mut packages: Vec<Entry<'doc>> = Vec::new();
        let mut section = Section::Head;
        for line in text.lines() {
            if section == Section::Dependencies {
                if line == "]" {
                    section = Section::Package;
                } else {
                    let dependency = plain(line.strip_prefix(' ')?.strip_suffix(',')?)?;
                    packages.last_mut()?.dependencies.push(dependency);
                }
            } else if line == "[[package]]" {
                packages.push(Entry::default());
                section = Section::Package;
            } else if line.is_empty() || line.starts_with('#') {
                // Between packages.
            } else if section == Section::Head {
                let version = line.strip_prefix("version = ")?;
                version.parse::<u32>().ok()?;
            } else {
                section = packages.last_mut()?.add(line)?;
            }
        }
        let is_complete = |entry: &Entry<'_>| !entry.name.is_empty() && !entry.version.is_empty();
        let is_written_by_cargo =
            section != Section::Dependencies && packages.iter().all(is_complete);
        is_written_by_cargo.then(|| Self::new(packages))
    }

    fn new(packages: Vec<Entry<'doc>>) -> Self {
        let mut by_name: HashMap<&str, Vec<usize>> = HashMap::new();
        for (at, package) in packages.iter().enumerate() {
            by_name.entry(package.name).or_default().push(at);
        }
        Self { packages, by_name }
    }

    pub(super) fn find(
        &self,
        name: &str,
        version: Option<&str>,
        source: Option<&str>,
    ) -> Option<usize> {
        let places = self.by_name.get(name)?.iter().copied();
        let fitting = places.filter(|&at| {
            let package = &self.packages[at];
            version.is_none_or(|version| package.version == version)
                && source.is_none_or(|source| package.source.is_some_and(|it| same(it, source)))
        });
        // Without a source a crate of the workspace is meant, if there is one.
        fitting.min_by_key(|&at| self.packages[at].source.is_some())
    }

    /// The package that `name`, `name version` or `name version (source)` means.
    pub(super) fn resolve(
        &self,
        package: &Entry<'_>,
        dependency: &str,
    ) -> Result<usize, LockfileError> {
        let mut parts = dependency.splitn(3, ' ');
        let name = parts.next().unwrap_or_default();
        let version = parts.next();
        let source = parts.next().map(|source| source.trim_matches(['(', ')']));
        self.find(name, version, source)
            .ok_or_else(|| LockfileError::DependencyMissing {
                package: package.name.to_owned(),
                dependency: dependency.to_owned(),
            })
    }
}

/// Whether a package's source is the one that a dependency names without its commit.
fn same(source: &str, named: &str) -> bool {
    let rest = source.strip_prefix(named);
    rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('#'))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::Lock;
    use crate::manifest::document::parse;

    /// Reads a text in both ways.
    fn both(text: &str) -> Option<bool> {
        let document = parse(text).ok()?;
        let whole = Lock::read(text, document.get_ref()).ok()?;
        Some(Lock::read_written_by_cargo(text)? == whole)
    }

    #[test]
    fn what_cargo_writes_is_read_line_by_line() {
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../Cargo.lock");
        let text = std::fs::read_to_string(path).expect("the workspace has a lock file");
        assert_eq!(both(&text), Some(true));
    }

    #[test]
    fn anything_else_is_left_to_the_reader_of_toml() {
        let package = "[[package]]\nname = \"a\"\nversion = \"1.0.0\"\n";
        assert_eq!(both(package), Some(true));
        for other in [
            "dependencies = [\"b\"]",
            "dependencies = [\n \"b\"\n]",
            "dependencies = [\n 'b',\n]",
            "source = \"\\u0061\"",
            "source = 'b'",
            "source = \"\"\"\n[[package]]\n\"\"\"",
            "source=\"b\"",
            "[package.x]\na = \"b\"",
            "[metadata]\n\"a\" = \"b\"",
            "name = \"b\"",
        ] {
            let text = format!("{package}{other}\n");
            assert!(Lock::read_written_by_cargo(&text).is_none(), "{other}");
        }
        assert!(Lock::read_written_by_cargo("[[package]]\nname = \"a\"\n").is_none());
    }

    const WRITTEN: &str = "# Written by Cargo.\nversion = 4\n\n\
        [[package]]\nname = \"a\"\nversion = \"1.0.0\"\nsource = \"registry+x\"\n\
        checksum = \"00\"\ndependencies = [\n \"b\",\n \"c 1.0.0 (git+y)\",\n]\n\n\
        [[package]]\nname = \"b\"\nversion = \"0.1.0\"\nreplace = \"b 0.2.0\"\n";

    const PIECES: [&str; 22] = [
        "\"",
        "\"\"\"",
        "'",
        "'''",
        "\\",
        "[",
        "]",
        "[[",
        "{",
        "=",
        ",",
        "#",
        " ",
        "\t",
        "\n",
        "a",
        ".",
        "[[package]]\n",
        "dependencies = [\n",
        "]\n",
        "name = \"a\"\n",
        " \"b\",\n",
    ];

    proptest! {
        /// Whatever the quick way reads, the reader of TOML reads as the same.
        #[test]
        fn a_text_that_is_read_line_by_line_says_the_same_in_toml(
            changes in prop::collection::vec((0..WRITTEN.len(), 0..PIECES.len()), 0..4),
        ) {
            let mut text = WRITTEN.to_owned();
            for (at, piece) in changes {
                text.insert_str(at, PIECES[piece]);
            }
            if let Some(lock) = Lock::read_written_by_cargo(&text) {
                let document = parse(&text).map_err(|(line, _)| {
                    TestCaseError::fail(format!("not TOML at line {line}: {text}"))
                })?;
                prop_assert_eq!(lock, Lock::read(&text, document.get_ref()).unwrap());
            }
        }
    }
}
