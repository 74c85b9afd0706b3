//! Second doors to the database, found in the texts of manifest and lock file (ISO-04).
//!
//! A plugin crate sees the curated Diesel and no other driver. [`check_manifest`]
//! finds direct dependencies on one, also renamed or inherited from the workspace;
//! [`LockfileQuery`] finds those that come through another crate, and the crates that only
//! hosts have. Texts are read by the TOML reader that Cargo itself uses; which of them to
//! read, the caller knows.

mod check;
mod document;
mod driver;
mod error;
mod lock;
mod lockfile;
mod own;
mod path;
mod report;
mod shipped;
mod workspace;

pub use check::check_manifest;
pub use driver::{DRIVERS, Driver, DriverKind};
pub use error::{LockfileError, ManifestError};
pub use lockfile::LockfileQuery;
pub use own::HOST_CRATES;
pub use path::{DriverPath, LockedPackage};
pub use report::{Allowance, DependencyKind, ManifestReport, SecondDoor};
pub use shipped::ShippedDependency;
pub use workspace::WorkspaceLinks;

/// The crate through which alone a plugin reaches the database.
pub const CURATED_CRATE: &str = "schema-iso-diesel";

/// The table of a manifest that names exceptions.
pub const ALLOWANCE_TABLE: &str = "package.metadata.schema-iso";

/// The key in [`ALLOWANCE_TABLE`]; its value has packages and the reason for each.
pub const ALLOWANCE_KEY: &str = "allow-second-door";
