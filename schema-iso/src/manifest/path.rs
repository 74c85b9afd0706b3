//! The way from a plugin to a driver, and how it is reported.

use std::fmt;

use super::{Driver, DriverKind, ManifestReport};
use crate::rule::{Diagnostic, ISO_04};

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
    pub(super) name: String,
    pub(super) version: String,
    pub(super) borrows_name: bool,
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

    /// Whether it has the name of a package of Schema Iso without being that package.
    #[must_use]
    pub const fn borrows_name(&self) -> bool {
        self.borrows_name
    }
}

/// How a plugin reaches a driver; `Display` shows the names with arrows.
///
/// See [`LockfileQuery`](super::LockfileQuery) for an example.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DriverPath {
    pub(super) packages: Vec<LockedPackage>,
    pub(super) driver: &'static Driver,
    pub(super) may_be_for_development: bool,
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

    /// Whether a step may be a dependency for development, because the manifest of a crate
    /// in the workspace was not given.
    #[must_use]
    pub const fn may_be_for_development(&self) -> bool {
        self.may_be_for_development
    }

    /// The finding with help, for showing; the plugin's manifest tells the line.
    #[must_use]
    pub fn diagnostic(&self, manifest: &ManifestReport) -> Diagnostic {
        let name = |at: usize| self.packages.get(at).map_or("", LockedPackage::name);
        let (plugin, between, driver) = (name(0), name(1), self.driver.name());
        let is_host = self.driver.kind() == DriverKind::Host;
        let whose = if is_host {
            ", which is for hosts only,"
        } else {
            ""
        };
        let reason = self.driver.reason();
        let diagnostic = if self.packages.len() > 2 {
            let message = format!(
                "the plugin crate `{plugin}` reaches `{driver}`{whose} through another crate: {self}"
            );
            Diagnostic::new(&ISO_04, message).with_help(format!(
                "let `{between}` do without `{driver}`, or do without `{between}`"
            ))
        } else {
            let place = Self::place(driver, manifest);
            let message =
                format!("the plugin crate `{plugin}` depends on `{driver}`{whose}{place}");
            Diagnostic::new(&ISO_04, message).with_help(
                "move it to `[dev-dependencies]` if tests need it: the code of a plugin depends \
                 on `schema-iso-diesel` instead",
            )
        };
        let diagnostic = self
            .packages
            .iter()
            .filter(|package| package.borrows_name)
            .fold(
                diagnostic,
                |diagnostic, LockedPackage { name, version, .. }| {
                    diagnostic.with_note(format!(
                        "`{name}` {version} has the name of a package of Schema Iso and does not \
                     come from where `#[plugin]` comes from"
                    ))
                },
            );
        diagnostic.with_note(if is_host {
            format!("`{driver}` {reason}: with it a plugin could reach the tables of all others")
        } else {
            format!("`{driver}` {reason}: what it touches, no rule can see")
        })
    }

    fn place(driver: &str, manifest: &ManifestReport) -> String {
        let mut shipped = manifest.shipped().iter();
        let found = shipped.find(|it| it.package().replace('_', "-") == driver);
        found.map_or_else(String::new, |it| {
            let (table, line) = (it.table(), it.line());
            format!(" in `[{table}]` at line {line} of its manifest")
        })
    }
}

impl fmt::Display for DriverPath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (at, package) in self.packages.iter().enumerate() {
            f.write_str(if at > 0 { " → " } else { "" })?;
            f.write_str(&package.name)?;
            if package.borrows_name {
                write!(f, " {}", package.version)?;
            }
        }
        Ok(())
    }
}
