//! The result of the manifest check.

use std::fmt;

use super::{ALLOWANCE_KEY, ALLOWANCE_TABLE, Driver, ShippedDependency};
use crate::rule::{Diagnostic, ISO_04};

/// What a manifest says about doors to the database.
///
/// ```
/// use schema_iso::manifest::check_manifest;
///
/// let report = check_manifest(
///     r#"
///     [package]
///     name = "notes"
///
///     [dependencies]
///     schema-iso-diesel = "0.1"
///
///     [dev-dependencies]
///     proptest = "1"
///     "#,
///     None,
/// )?;
/// assert!(report.second_doors().is_empty());
/// assert_eq!(report.shipped().len(), 1);
/// assert_eq!(report.shipped()[0].package(), "schema-iso-diesel");
/// # Ok::<(), schema_iso::manifest::ManifestError>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ManifestReport {
    pub(super) package: String,
    pub(super) second_doors: Vec<SecondDoor>,
    pub(super) allowances: Vec<Allowance>,
    pub(super) shipped: Vec<ShippedDependency>,
    pub(super) version: Option<String>,
}

impl ManifestReport {
    /// The package that the manifest describes.
    #[must_use]
    pub fn package(&self) -> &str {
        &self.package
    }

    /// The drivers that the manifest depends on without an exception, as they stand in it.
    #[must_use]
    pub fn second_doors(&self) -> &[SecondDoor] {
        &self.second_doors
    }

    /// The exceptions that the manifest names, as they stand in it.
    #[must_use]
    pub fn allowances(&self) -> &[Allowance] {
        &self.allowances
    }

    /// The version; `None` if the workspace was not given that states it.
    #[must_use]
    pub fn version(&self) -> Option<&str> {
        self.version.as_deref()
    }

    /// All dependencies but those for development, in the order of the text.
    ///
    /// A lock file mixes both kinds: [`LockfileQuery::with_dependencies_of`] takes these.
    ///
    /// [`LockfileQuery::with_dependencies_of`]: super::LockfileQuery::with_dependencies_of
    #[must_use]
    pub fn shipped(&self) -> &[ShippedDependency] {
        &self.shipped
    }
}

/// Which of a package's targets see a dependency.
///
/// ```
/// use schema_iso::manifest::DependencyKind;
///
/// assert_eq!(DependencyKind::Development.to_string(), "dev-dependencies");
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum DependencyKind {
    /// The crate itself.
    Normal,
    /// Its build script.
    Build,
    /// Its tests, examples and benchmarks.
    Development,
}

impl fmt::Display for DependencyKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Normal => "dependencies",
            Self::Build => "build-dependencies",
            Self::Development => "dev-dependencies",
        })
    }
}

/// A direct dependency of a plugin crate on a driver.
///
/// ```
/// use schema_iso::manifest::{DependencyKind, check_manifest};
///
/// let report = check_manifest(
///     "[package]\nname = \"notes\"\n[dependencies]\ndb = { package = \"diesel\", version = \"2\" }",
///     None,
/// )?;
/// let [door] = report.second_doors() else { unreachable!() };
/// assert_eq!((door.key(), door.package(), door.line()), ("db", "diesel", 4));
/// assert_eq!(door.kind(), DependencyKind::Normal);
/// assert_eq!(
///     door.diagnostic().message(),
///     "the plugin crate `notes` depends on `diesel`, under the name `db`, \
///      in `[dependencies]` at line 4 of its manifest",
/// );
/// # Ok::<(), schema_iso::manifest::ManifestError>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SecondDoor {
    pub(super) plugin_package: String,
    pub(super) key: String,
    pub(super) package: String,
    pub(super) table: String,
    pub(super) kind: DependencyKind,
    pub(super) inherited: bool,
    pub(super) line: usize,
    pub(super) driver: &'static Driver,
}

impl SecondDoor {
    /// The name in the manifest.
    #[must_use]
    pub fn key(&self) -> &str {
        &self.key
    }

    /// The real name of the package.
    #[must_use]
    pub fn package(&self) -> &str {
        &self.package
    }

    /// The table that it stands in, such as `target.'cfg(unix)'.dependencies`.
    #[must_use]
    pub fn table(&self) -> &str {
        &self.table
    }

    /// Which targets see it.
    #[must_use]
    pub const fn kind(&self) -> DependencyKind {
        self.kind
    }

    /// Whether the workspace's manifest says which package it is.
    #[must_use]
    pub const fn is_inherited(&self) -> bool {
        self.inherited
    }

    /// The line in the plugin's manifest, counted from one.
    #[must_use]
    pub const fn line(&self) -> usize {
        self.line
    }

    /// What is known of the driver.
    #[must_use]
    pub const fn driver(&self) -> &'static Driver {
        self.driver
    }

    /// The finding with help, for showing.
    #[must_use]
    pub fn diagnostic(&self) -> Diagnostic {
        let Self {
            plugin_package,
            key,
            package,
            table,
            line,
            driver,
            ..
        } = self;
        let renamed = if key == package {
            String::new()
        } else {
            format!(", under the name `{key}`,")
        };
        let message = format!(
            "the plugin crate `{plugin_package}` depends on `{package}`{renamed} \
             in `[{table}]` at line {line} of its manifest"
        );
        let mut diagnostic = Diagnostic::new(&ISO_04, message)
            .with_help(self.help())
            .with_note(format!(
                "`{package}` {}: what it touches, no rule can see",
                driver.reason()
            ));
        if self.inherited {
            diagnostic = diagnostic.with_note(format!(
                "`[workspace.dependencies]` says that `{key}` is the package `{package}`"
            ));
        }
        diagnostic.with_note(format!(
            "to open this door knowingly, write `{ALLOWANCE_KEY} = {{ {package} = \"the reason\" }}` \
             under `[{ALLOWANCE_TABLE}]`"
        ))
    }

    fn help(&self) -> &'static str {
        match (self.kind, self.driver.is_diesel()) {
            (DependencyKind::Normal, true) => {
                "remove it: under the name `diesel` the crate sees the curated Diesel of \
                 `schema-iso-diesel`"
            }
            (DependencyKind::Normal, false) => {
                "remove it and write queries with the curated Diesel of `schema-iso-diesel`"
            }
            (DependencyKind::Build, _) => {
                "remove it: a build script needs no database, migrations are checked by the macro"
            }
            (DependencyKind::Development, _) => {
                "remove it and use `schema_iso_host::testing`, or move these tests into a crate \
                 of their own"
            }
        }
    }
}

/// An exception that a manifest names, with its reason.
///
/// ```
/// use schema_iso::manifest::check_manifest;
///
/// let report = check_manifest(
///     r#"
///     [package]
///     name = "notes"
///
///     [package.metadata.schema-iso]
///     allow-second-door = { tokio-postgres = "LISTEN has no counterpart in Diesel" }
///
///     [dependencies]
///     tokio-postgres = "0.7"
///     "#,
///     None,
/// )?;
/// assert!(report.second_doors().is_empty());
/// let [allowance] = report.allowances() else { unreachable!() };
/// assert_eq!(allowance.package(), "tokio-postgres");
/// assert!(allowance.is_used());
/// # Ok::<(), schema_iso::manifest::ManifestError>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Allowance {
    pub(super) package: String,
    pub(super) reason: String,
    pub(super) line: usize,
    pub(super) used: bool,
}

impl Allowance {
    /// The package, as the exception names it.
    #[must_use]
    pub fn package(&self) -> &str {
        &self.package
    }

    /// Why the door is open; never blank.
    #[must_use]
    pub fn reason(&self) -> &str {
        &self.reason
    }

    /// The line in the manifest, counted from one.
    #[must_use]
    pub const fn line(&self) -> usize {
        self.line
    }

    /// Whether the manifest depends directly on a driver of that name.
    ///
    /// One that is not used may still stand for a driver that comes through another crate.
    #[must_use]
    pub const fn is_used(&self) -> bool {
        self.used
    }
}
