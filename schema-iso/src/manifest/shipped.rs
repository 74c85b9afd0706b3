//! The dependencies that a manifest ships.

/// A dependency of a package that is not for development alone.
///
/// ```
/// use schema_iso::manifest::check_manifest;
///
/// let report = check_manifest(
///     "[package]\nname = \"notes\"\n[build-dependencies]\nkit = { package = \"tools\", path = \"../tools\" }",
///     None,
/// )?;
/// let [kit] = report.shipped() else { unreachable!() };
/// assert_eq!((kit.key(), kit.package(), kit.path()), ("kit", "tools", Some("../tools")));
/// assert_eq!((kit.table(), kit.line()), ("build-dependencies", 4));
/// # Ok::<(), schema_iso::manifest::ManifestError>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ShippedDependency {
    pub(super) key: String,
    pub(super) package: String,
    pub(super) table: String,
    pub(super) line: usize,
    pub(super) path: Option<String>,
    pub(super) inherited: bool,
    pub(super) optional: bool,
}

impl ShippedDependency {
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

    /// The line in the manifest, counted from one.
    #[must_use]
    pub const fn line(&self) -> usize {
        self.line
    }

    /// The directory of its manifest, if it is a dependency by path.
    ///
    /// It is relative to the manifest, or to that of the workspace if
    /// [`is_inherited`](Self::is_inherited).
    #[must_use]
    pub fn path(&self) -> Option<&str> {
        self.path.as_deref()
    }

    /// Whether the workspace's manifest says which package it is.
    #[must_use]
    pub const fn is_inherited(&self) -> bool {
        self.inherited
    }

    /// Whether a feature turns it on.
    #[must_use]
    pub const fn is_optional(&self) -> bool {
        self.optional
    }
}
