//! Drivers that come through another crate.

use std::collections::VecDeque;

use super::document::parse;
use super::driver::normalized;
use super::lock::{Entry, Lock};
use super::own::{Own, OwnPackages};
use super::{Driver, DriverPath, LockedPackage, LockfileError};

/// A question to a lock file: does a plugin reach a driver, or a crate for hosts?
///
/// Paths through `schema-iso-diesel` do not count; that is the front door. It is known by
/// its version and source, which are those of the macros, and not by its name alone. Direct
/// dependencies on a driver are for [`check_manifest`](super::check_manifest).
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
/// name = "schema-iso-derive"
/// version = "0.1.0"
///
/// [[package]]
/// name = "schema-iso-diesel"
/// version = "0.1.0"
/// dependencies = ["diesel", "schema-iso-derive"]
/// "#;
/// let paths = LockfileQuery::new("notes", "1.0.0", "0.1.0").run(lock_file)?;
/// assert_eq!(paths.len(), 1);
/// assert_eq!(paths[0].to_string(), "notes → helpers → diesel");
/// # Ok::<(), schema_iso::manifest::LockfileError>(())
/// ```
#[derive(Debug, Clone)]
pub struct LockfileQuery<'a> {
    package: &'a str,
    version: &'a str,
    release: &'a str,
    required: Vec<String>,
    members: Vec<Member>,
    allowed: Vec<String>,
    elsewhere: Vec<String>,
}

/// A package whose manifest was read.
#[derive(Debug, Clone)]
struct Member {
    name: String,
    version: String,
    shipped: Vec<String>,
}

impl<'a> LockfileQuery<'a> {
    /// A question about a package, asked by the macros of a release of Schema Iso.
    #[must_use]
    pub fn new(package: &'a str, version: &'a str, release: &'a str) -> Self {
        Self {
            package,
            version,
            release,
            required: Vec::new(),
            members: Vec::new(),
            allowed: Vec::new(),
            elsewhere: Vec::new(),
        }
    }

    /// Expects these packages among the dependencies of the plugin.
    ///
    /// A lock file without one of them is older than the manifest, so it is not in use.
    #[must_use]
    pub fn with_required(mut self, packages: impl IntoIterator<Item: AsRef<str>>) -> Self {
        self.required.extend(normalize(packages));
        self
    }

    /// Follows only these dependencies of a package that comes from a path: those that it ships.
    ///
    /// They come from [`ManifestReport::shipped`](super::ManifestReport::shipped).
    #[must_use]
    pub fn with_dependencies_of(
        mut self,
        package: &str,
        version: &str,
        shipped: impl IntoIterator<Item: AsRef<str>>,
    ) -> Self {
        self.members.push(Member {
            name: normalized(package),
            version: version.to_owned(),
            shipped: normalize(shipped).collect(),
        });
        self
    }

    /// Leaves out drivers for which the manifest names an exception.
    #[must_use]
    pub fn with_allowed(mut self, packages: impl IntoIterator<Item: AsRef<str>>) -> Self {
        self.allowed.extend(normalize(packages));
        self
    }

    /// Takes packages of these names that come from a path for somebody else's, whatever
    /// their version.
    #[must_use]
    pub fn with_elsewhere(mut self, packages: impl IntoIterator<Item: AsRef<str>>) -> Self {
        self.elsewhere.extend(normalize(packages));
        self
    }

    /// Finds a shortest path to every driver that is reached, the shortest first.
    ///
    /// # Errors
    ///
    /// [`LockfileError`] when the text is not TOML; when a package lacks its name or
    /// version; when the plugin, one of its dependencies or the macros are not among them,
    /// so that it is not the lock file of the plugin; or when one of them needs a package
    /// that is not.
    pub fn run(&self, lock_file: &str) -> Result<Vec<DriverPath>, LockfileError> {
        let document;
        let lock = match Lock::read_written_by_cargo(lock_file) {
            Some(lock) => lock,
            None => {
                document = parse(lock_file)
                    .map_err(|(line, source)| LockfileError::Syntax { line, source })?;
                Lock::read(lock_file, document.get_ref())?
            }
        };
        let root = lock
            .find(self.package, Some(self.version), None)
            .ok_or_else(|| LockfileError::PackageMissing {
                package: self.package.to_owned(),
                version: self.version.to_owned(),
            })?;
        self.check_required(&lock, root)?;
        let own = OwnPackages::of(&lock, self.release, &self.elsewhere)?;
        let mut search = Search {
            query: self,
            lock: &lock,
            own: &own,
            root,
            came_from: vec![None; lock.packages.len()],
        };
        search.run()
    }

    fn check_required(&self, lock: &Lock<'_>, root: usize) -> Result<(), LockfileError> {
        let package = &lock.packages[root];
        let needs: Vec<String> = package
            .needs()
            .filter_map(|dependency| dependency.split(' ').next().map(normalized))
            .collect();
        match self.required.iter().find(|it| !needs.contains(it)) {
            None => Ok(()),
            Some(dependency) => Err(LockfileError::OutOfDate {
                package: package.name.to_owned(),
                dependency: dependency.clone(),
            }),
        }
    }

    /// The manifests that were read of a package.
    fn manifests_of<'doc>(
        &self,
        package: &Entry<'doc>,
    ) -> impl Iterator<Item = &Member> + use<'_, 'doc, 'a> {
        let name = normalized(package.name);
        let version = package.version;
        let members = self.members.iter();
        members.filter(move |member| member.name == name && member.version == version)
    }
}

fn normalize(packages: impl IntoIterator<Item: AsRef<str>>) -> impl Iterator<Item = String> {
    let packages = packages.into_iter();
    packages.map(|name| normalized(name.as_ref()))
}

/// A search through a lock file, the nearest packages first.
struct Search<'run, 'doc> {
    query: &'run LockfileQuery<'run>,
    lock: &'run Lock<'doc>,
    own: &'run OwnPackages<'doc, 'run>,
    root: usize,
    came_from: Vec<Option<usize>>,
}

impl Search<'_, '_> {
    fn run(&mut self) -> Result<Vec<DriverPath>, LockfileError> {
        let mut queue = VecDeque::from([self.root]);
        let mut paths = Vec::new();
        while let Some(at) = queue.pop_front() {
            for next in self.shipped(at)? {
                if next == self.root || self.came_from[next].is_some() {
                    continue;
                }
                let name = normalized(self.lock.packages[next].name);
                let driver = match self.own.judge(self.lock, next) {
                    Own::Curated => continue,
                    Own::Host(driver) => Some(driver),
                    Own::Borrowed | Own::Not => Driver::find(&name),
                };
                if self.query.allowed.contains(&name) {
                    continue;
                }
                match driver {
                    // A direct dependency; the manifest tells it with its line.
                    Some(driver) if at == self.root && Driver::find(driver.name()).is_some() => {}
                    Some(driver) => {
                        self.came_from[next] = Some(at);
                        paths.push(self.path(next, driver));
                    }
                    None => {
                        self.came_from[next] = Some(at);
                        queue.push_back(next);
                    }
                }
            }
        }
        Ok(paths)
    }

    /// The dependencies of a package without those for development, as far as it is known.
    fn shipped(&self, at: usize) -> Result<Vec<usize>, LockfileError> {
        let package = &self.lock.packages[at];
        // A lock file has no dependencies for development of packages from elsewhere.
        let is_member = at == self.root || package.source.is_none();
        let mut manifests = self.query.manifests_of(package).peekable();
        let names: Option<Vec<&String>> = (is_member && manifests.peek().is_some())
            .then(|| manifests.flat_map(|member| &member.shipped).collect());
        let mut found = Vec::new();
        for dependency in package.needs() {
            let next = self.lock.resolve(package, dependency)?;
            let name = normalized(self.lock.packages[next].name);
            if names.as_ref().is_none_or(|names| names.contains(&&name)) {
                found.push(next);
            }
        }
        Ok(found)
    }

    fn path(&self, end: usize, driver: &'static Driver) -> DriverPath {
        let mut packages = Vec::new();
        let mut may_be_for_development = false;
        let mut step = Some(end);
        while let Some(at) = step {
            let package = &self.lock.packages[at];
            let guessed =
                package.source.is_none() && self.query.manifests_of(package).next().is_none();
            may_be_for_development |= at != end && guessed;
            packages.push(LockedPackage {
                name: package.name.to_owned(),
                version: package.version.to_owned(),
                borrows_name: matches!(self.own.judge(self.lock, at), Own::Borrowed),
            });
            step = self.came_from[at];
        }
        packages.reverse();
        DriverPath {
            packages,
            driver,
            may_be_for_development,
        }
    }
}
