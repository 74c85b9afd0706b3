//! Drivers that come through another crate.

use std::collections::{HashMap, VecDeque};
use std::fmt;

use toml::de::{DeTable, DeValue};

use super::document::{line_of, parse, text_at};
use super::driver::normalized;
use super::{CURATED_CRATE, Driver, LockfileError};
use crate::rule::{Diagnostic, ISO_04};

/// A question to a lock file: does a plugin reach a driver through another crate?
///
/// Paths through `schema-iso-diesel` do not count; that is the front door. Direct
/// dependencies are for [`check_manifest`](super::check_manifest).
///
/// A lock file lists the dependencies for development of crates in the workspace
/// among the others. [`with_dependencies_of`](Self::with_dependencies_of) says
/// which ones a crate ships.
///
/// ```
/// use schema_iso::manifest::LockfileQuery;
///
/// let lock_file = r#"
/// [[package]]
/// name = "diesel"
/// version = "2.3.0"
///
/// [[package]]
/// name = "helpers"
/// version = "0.1.0"
/// dependencies = ["diesel"]
///
/// [[package]]
/// name = "notes"
/// version = "1.0.0"
/// dependencies = ["helpers", "schema-iso-diesel"]
///
/// [[package]]
/// name = "schema-iso-diesel"
/// version = "0.1.0"
/// dependencies = ["diesel"]
/// "#;
/// let paths = LockfileQuery::new("notes", "1.0.0").run(lock_file)?;
/// assert_eq!(paths.len(), 1);
/// assert_eq!(paths[0].to_string(), "notes → helpers → diesel");
/// # Ok::<(), schema_iso::manifest::LockfileError>(())
/// ```
#[derive(Debug, Clone)]
pub struct LockfileQuery<'a> {
    package: &'a str,
    version: &'a str,
    shipped: HashMap<String, Vec<String>>,
    allowed: Vec<String>,
}

impl<'a> LockfileQuery<'a> {
    /// A question about a package of the workspace.
    #[must_use]
    pub fn new(package: &'a str, version: &'a str) -> Self {
        Self {
            package,
            version,
            shipped: HashMap::new(),
            allowed: Vec::new(),
        }
    }

    /// Follows only these dependencies of a package in the workspace: those that it ships.
    ///
    /// They come from [`ManifestReport::shipped_packages`](super::ManifestReport::shipped_packages).
    #[must_use]
    pub fn with_dependencies_of(
        mut self,
        package: &str,
        shipped: impl IntoIterator<Item: AsRef<str>>,
    ) -> Self {
        let shipped = shipped.into_iter().map(|name| normalized(name.as_ref()));
        self.shipped.insert(normalized(package), shipped.collect());
        self
    }

    /// Leaves out drivers for which the manifest names an exception.
    #[must_use]
    pub fn with_allowed(mut self, packages: impl IntoIterator<Item: AsRef<str>>) -> Self {
        let packages = packages.into_iter().map(|name| normalized(name.as_ref()));
        self.allowed.extend(packages);
        self
    }

    /// Finds a shortest path to every driver that is reached, the shortest first.
    ///
    /// # Errors
    ///
    /// [`LockfileError`] when the text is no TOML, a package lacks its name or
    /// version, the plugin is not among them, or one of them needs a package that
    /// is not.
    pub fn run(&self, lock_file: &str) -> Result<Vec<DriverPath>, LockfileError> {
        let document =
            parse(lock_file).map_err(|(line, source)| LockfileError::Syntax { line, source })?;
        let lock = Lock::read(lock_file, document.get_ref())?;
        let root = lock
            .find(self.package, Some(self.version), None)
            .ok_or_else(|| LockfileError::PackageMissing {
                package: self.package.to_owned(),
                version: self.version.to_owned(),
            })?;

        let mut came_from: Vec<Option<usize>> = vec![None; lock.packages.len()];
        let mut queue = VecDeque::from([root]);
        let mut paths = Vec::new();
        while let Some(at) = queue.pop_front() {
            let package = &lock.packages[at];
            let shipped = self.shipped.get(&normalized(package.name));
            for &dependency in &package.dependencies {
                let next = lock.resolve(package, dependency)?;
                let name = normalized(lock.packages[next].name);
                let is_shipped = shipped.is_none_or(|shipped| shipped.contains(&name));
                if next == root || came_from[next].is_some() || !is_shipped {
                    continue;
                }
                let driver = Driver::find(&name);
                if name == CURATED_CRATE || self.allowed.contains(&name) {
                    continue;
                }
                match driver {
                    // A direct dependency; the manifest tells it with its line.
                    Some(_) if at == root => {}
                    Some(driver) => {
                        came_from[next] = Some(at);
                        paths.push(self.path(&lock, &came_from, next, driver));
                    }
                    None => {
                        came_from[next] = Some(at);
                        queue.push_back(next);
                    }
                }
            }
        }
        Ok(paths)
    }

    fn path(
        &self,
        lock: &Lock<'_>,
        came_from: &[Option<usize>],
        end: usize,
        driver: &'static Driver,
    ) -> DriverPath {
        let mut packages = Vec::new();
        let mut may_be_for_development = false;
        let mut step = Some(end);
        while let Some(at) = step {
            let Entry {
                name,
                version,
                source,
                ..
            } = lock.packages[at];
            let guessed = source.is_none() && !self.shipped.contains_key(&normalized(name));
            may_be_for_development |= at != end && guessed;
            packages.push(LockedPackage {
                name: name.to_owned(),
                version: version.to_owned(),
            });
            step = came_from[at];
        }
        packages.reverse();
        DriverPath {
            packages,
            driver,
            may_be_for_development,
        }
    }
}

/// A package in a lock file.
///
/// ```
/// use schema_iso::manifest::LockedPackage;
///
/// fn show(package: &LockedPackage) -> String {
///     format!("{} {}", package.name(), package.version())
/// }
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LockedPackage {
    name: String,
    version: String,
}

impl LockedPackage {
    /// The name.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The version.
    #[must_use]
    pub fn version(&self) -> &str {
        &self.version
    }
}

/// How a plugin reaches a driver; `Display` shows the names with arrows.
///
/// See [`LockfileQuery`] for an example.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DriverPath {
    packages: Vec<LockedPackage>,
    driver: &'static Driver,
    may_be_for_development: bool,
}

impl DriverPath {
    /// The packages from the plugin to the driver.
    #[must_use]
    pub fn packages(&self) -> &[LockedPackage] {
        &self.packages
    }

    /// What is known of the driver.
    #[must_use]
    pub const fn driver(&self) -> &'static Driver {
        self.driver
    }

    /// Whether a step may be a dependency for development, because nobody said which
    /// ones a crate of the workspace ships.
    #[must_use]
    pub const fn may_be_for_development(&self) -> bool {
        self.may_be_for_development
    }

    /// The finding with help, for showing.
    #[must_use]
    pub fn diagnostic(&self) -> Diagnostic {
        let name = |package: Option<&LockedPackage>| {
            package.map_or_else(String::new, |package| package.name.clone())
        };
        let plugin = name(self.packages.first());
        let between = name(self.packages.get(1));
        let driver = self.driver.name();
        let message =
            format!("the plugin crate `{plugin}` reaches `{driver}` through another crate: {self}");
        Diagnostic::new(&ISO_04, message)
            .with_help(format!(
                "let `{between}` do without `{driver}`, or do without `{between}`"
            ))
            .with_note(format!(
                "`{driver}` {}: what it touches, no rule can see",
                self.driver.reason()
            ))
    }
}

impl fmt::Display for DriverPath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (at, package) in self.packages.iter().enumerate() {
            f.write_str(if at > 0 { " → " } else { "" })?;
            f.write_str(&package.name)?;
        }
        Ok(())
    }
}

/// A package and what it needs, as the lock file has it.
struct Entry<'doc> {
    name: &'doc str,
    version: &'doc str,
    source: Option<&'doc str>,
    dependencies: Vec<&'doc str>,
}

struct Lock<'doc> {
    packages: Vec<Entry<'doc>>,
    by_name: HashMap<&'doc str, Vec<usize>>,
}

impl<'doc> Lock<'doc> {
    fn read(text: &str, document: &'doc DeTable<'_>) -> Result<Self, LockfileError> {
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
            by_name.entry(name).or_default().push(packages.len());
            packages.push(Entry {
                name,
                version,
                source: text_at(table, "source"),
                dependencies: dependencies
                    .flatten()
                    .filter_map(|dependency| dependency.get_ref().as_str())
                    .collect(),
            });
        }
        Ok(Self { packages, by_name })
    }

    fn find(&self, name: &str, version: Option<&str>, source: Option<&str>) -> Option<usize> {
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
    fn resolve(&self, package: &Entry<'_>, dependency: &str) -> Result<usize, LockfileError> {
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
