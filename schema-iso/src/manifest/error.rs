//! Why a manifest or a lock file cannot be judged.

use crate::rule::{Diagnostic, ISO_04};

/// Why a manifest cannot be judged.
///
/// ```
/// use schema_iso::manifest::check_manifest;
///
/// let error = check_manifest("[package", None).unwrap_err();
/// assert_eq!(error.to_string(), "the manifest is no TOML at line 1");
/// ```
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ManifestError {
    /// The manifest is no TOML.
    #[error("the manifest is no TOML at line {line}")]
    Syntax {
        /// The line, counted from one.
        line: usize,
        /// What the parser says.
        source: toml::de::Error,
    },
    /// The manifest of the workspace is no TOML.
    #[error("the manifest of the workspace is no TOML at line {line}")]
    WorkspaceSyntax {
        /// The line, counted from one.
        line: usize,
        /// What the parser says.
        source: toml::de::Error,
    },
    /// The manifest describes no package.
    #[error("the manifest names no package")]
    PackageMissing,
    /// A dependency is taken from a workspace that does not have it, so nobody knows its package.
    #[error("the dependency `{key}` at line {line} is not found in the workspace it is taken from")]
    UnresolvedInheritance {
        /// The name in the manifest.
        key: String,
        /// The line, counted from one.
        line: usize,
    },
    /// The exceptions are not a table of packages and reasons.
    #[error("`allow-second-door` at line {line} is not a table of packages with a reason for each")]
    MalformedAllowance {
        /// The line, counted from one.
        line: usize,
    },
    /// An exception lacks its reason.
    #[error("`allow-second-door` gives no reason for `{package}` at line {line}")]
    ReasonMissing {
        /// The package.
        package: String,
        /// The line, counted from one.
        line: usize,
    },
}

impl ManifestError {
    /// What to do about it.
    #[must_use]
    pub const fn help(&self) -> &'static str {
        match self {
            Self::Syntax { .. } | Self::WorkspaceSyntax { .. } => "correct the TOML",
            Self::PackageMissing => "give the manifest of the plugin crate, with `[package]`",
            Self::UnresolvedInheritance { .. } => {
                "add it to `[workspace.dependencies]` of the workspace's `Cargo.toml`"
            }
            Self::MalformedAllowance { .. } | Self::ReasonMissing { .. } => {
                "write `allow-second-door = { package = \"why it is needed\" }`"
            }
        }
    }
}

impl From<&ManifestError> for Diagnostic {
    fn from(error: &ManifestError) -> Self {
        Self::new(&ISO_04, error.to_string()).with_help(error.help())
    }
}

/// Why a lock file cannot be judged.
///
/// ```
/// use schema_iso::manifest::LockfileQuery;
///
/// let error = LockfileQuery::new("notes", "1.0.0", "0.1.0").run("").unwrap_err();
/// assert_eq!(error.to_string(), "the lock file has no package `notes` of version 1.0.0");
/// ```
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum LockfileError {
    /// The lock file is no TOML.
    #[error("the lock file is no TOML at line {line}")]
    Syntax {
        /// The line, counted from one.
        line: usize,
        /// What the parser says.
        source: toml::de::Error,
    },
    /// A package in the lock file lacks its name or version.
    #[error("the package at line {line} of the lock file lacks its name or version")]
    MalformedPackage {
        /// The line, counted from one.
        line: usize,
    },
    /// The plugin is not in the lock file.
    #[error("the lock file has no package `{package}` of version {version}")]
    PackageMissing {
        /// The package.
        package: String,
        /// Its version.
        version: String,
    },
    /// The lock file does not list a dependency of the plugin.
    #[error(
        "the lock file is older than the manifest: `{package}` does not need `{dependency}` in it"
    )]
    OutOfDate {
        /// The plugin's package.
        package: String,
        /// The dependency in the manifest.
        dependency: String,
    },
    /// The lock file does not list the macros that check it.
    #[error("the lock file has no package `schema-iso-derive` of version {version}")]
    MacrosMissing {
        /// The version of the macros.
        version: String,
    },
    /// The lock file lists the macros twice, so that nobody knows which ones are running.
    #[error(
        "the lock file has the package `schema-iso-derive` of version {version} from two sources"
    )]
    MacrosTwice {
        /// The version of the macros.
        version: String,
    },
    /// A package depends on one that is not in the lock file.
    #[error("the lock file has no package `{dependency}`, which `{package}` needs")]
    DependencyMissing {
        /// The package that needs it.
        package: String,
        /// The dependency, as the lock file has it.
        dependency: String,
    },
}
