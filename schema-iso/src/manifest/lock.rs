//! Reading a lock file.

use std::collections::HashMap;

use toml::de::{DeTable, DeValue};

use super::LockfileError;
use super::document::{line_of, text_at};

/// A package and what it needs, as the lock file has it.
pub(super) struct Entry<'doc> {
    pub(super) name: &'doc str,
    pub(super) version: &'doc str,
    pub(super) source: Option<&'doc str>,
    pub(super) dependencies: Vec<&'doc str>,
}

/// All packages, in the order of the text.
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
        let mut by_name: HashMap<&str, Vec<usize>> = HashMap::new();
        for value in listed.chain(document.get("root")) {
            let malformed = || LockfileError::MalformedPackage {
                line: line_of(text, value.span().start),
            };
            let table = value.get_ref().as_table().ok_or_else(malformed)?;
            let name = text_at(table, "name").ok_or_else(malformed)?;
            let version = text_at(table, "version").ok_or_else(malformed)?;
            let dependencies = table.get("dependencies").map(|list| list.get_ref());
            let dependencies = dependencies.and_then(DeValue::as_array).into_iter();
            let dependencies = dependencies
                .flatten()
                .filter_map(|dependency| dependency.get_ref().as_str());
            by_name.entry(name).or_default().push(packages.len());
            packages.push(Entry {
                name,
                version,
                source: text_at(table, "source"),
                // What `[replace]` puts in a package's place is all that the package needs.
                dependencies: dependencies.chain(text_at(table, "replace")).collect(),
            });
        }
        Ok(Self { packages, by_name })
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
