//! The packages of this project, and how a lock file tells them from others of their names.

use super::driver::{Driver, DriverKind, normalized};
use super::lock::Lock;
use super::{CURATED_CRATE, LockfileError};

/// The crate of the macros, which check the manifest.
pub(super) const MACRO_CRATE: &str = "schema-iso-derive";

/// The crates of this project that only hosts have, sorted by name.
///
/// ```
/// use schema_iso::manifest::HOST_CRATES;
///
/// assert_eq!(HOST_CRATES[0].name(), "schema-iso-host");
/// ```
pub static HOST_CRATES: [Driver; 3] = [
    Driver::new(
        "schema-iso-host",
        DriverKind::Host,
        "opens the connection of every plugin",
    ),
    Driver::new(
        "schema-iso-query",
        DriverKind::Host,
        "has the connection under every `SafeConnection`",
    ),
    Driver::new(
        "throwaway-postgres",
        DriverKind::Host,
        "starts servers and hands out their addresses",
    ),
];

/// What a package of a lock file is to this project.
pub(super) enum Own {
    /// The curated Diesel.
    Curated,
    /// For hosts alone.
    Host(&'static Driver),
    /// Somebody else's, which has the name of one of ours.
    Borrowed,
    /// Somebody else's.
    Not,
}

/// The packages of one release, as one lock file has them.
///
/// A release has one version, and all of its packages come from one source: the source of
/// the macros that are running.
pub(super) struct OwnPackages<'doc, 'query> {
    version: &'query str,
    source: Option<&'doc str>,
    elsewhere: &'query [String],
}

impl<'doc, 'query> OwnPackages<'doc, 'query> {
    /// Finds the macros; `elsewhere` names packages that are known to be somebody else's if
    /// they come from a path.
    pub(super) fn of(
        lock: &Lock<'doc>,
        version: &'query str,
        elsewhere: &'query [String],
    ) -> Result<Self, LockfileError> {
        let mut sources = lock
            .packages
            .iter()
            .filter(|package| normalized(package.name) == MACRO_CRATE)
            .filter(|package| package.version == version)
            .map(|package| package.source);
        let missing = || LockfileError::MacrosMissing {
            version: version.to_owned(),
        };
        let source = sources.next().ok_or_else(missing)?;
        if sources.next().is_some() {
            return Err(LockfileError::MacrosTwice {
                version: version.to_owned(),
            });
        }
        Ok(Self {
            version,
            source,
            elsewhere,
        })
    }

    /// What the package at a place of the lock file is.
    pub(super) fn judge(&self, lock: &Lock<'doc>, at: usize) -> Own {
        let package = &lock.packages[at];
        let name = normalized(package.name);
        let host = HOST_CRATES.iter().find(|host| host.name() == name);
        if host.is_none() && name != CURATED_CRATE {
            return Own::Not;
        }
        let is_elsewhere = package.source.is_none() && self.elsewhere.contains(&name);
        if package.version != self.version || package.source != self.source || is_elsewhere {
            return Own::Borrowed;
        }
        host.map_or(Own::Curated, Own::Host)
    }
}
