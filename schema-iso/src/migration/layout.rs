//! Diesel's directory layout, read from a listing.
//!
//! A migration is a directory whose name is a version, an underscore and a title. Inside
//! are `up.sql`, `down.sql` and, where it is needed, `metadata.toml`:
//!
//! - The version is what stands before the first `_`, without hyphens, as in Diesel.
//!   Diesel orders versions as texts; versions that are ordered differently as numbers
//!   (`2` and `10`) are an error, since nobody expects that order. Dates, which have eight
//!   digits or more, may be followed by a time and a counter or not.
//! - A migration that cannot be reverted says so in a `down.sql` that holds nothing but
//!   the comment `-- irreversible: ` and a reason; reverting it is then refused by name
//!   and not by accident.
//! - `metadata.toml` has one key, `run_in_transaction`. Where the file is there but the
//!   key is not, Diesel takes `false`; so the key is asked for.
//! - Directories and files whose names begin with a dot do not count.

mod entry;
mod file;
mod metadata;
mod read;

pub use entry::{DirectoryEntry, Migration, MigrationSet, SqlFile};
pub use file::{MIGRATION_FILES, text, unreadable};
pub use read::read_directory;

pub(super) use read::PAGES;
