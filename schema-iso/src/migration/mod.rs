//! Migrations: checking and rewriting their SQL (ISO-06).
//!
//! The code is pure: texts go in, findings and texts come out. The macros call it at compile
//! time, and the host for migrations that it reads from disk.
//!
//! - [`check_directory`] is what both of them call: the listing of a migrations
//!   directory goes in, findings and the texts to run come out.
//! - [`layout`] reads Diesel's directory layout.
//! - [`check_sql`] checks one text, [`strip_public`] removes its `public.` qualifiers, and
//!   [`rename_qualifiers`] rewrites those of former schemas.
//! - [`describe`] explains a rule.
//!
//! # What is trusted
//!
//! The check is a guard: it refuses what it can see. A name that is put together at run
//! time is reported as a warning (`dynamic-sql`), and applying the migrations to a
//! PostgreSQL in tests is the proof that they work.

mod check;
mod context;
mod explain;
mod finding;
mod functions;
mod identifier;
pub mod layout;
mod outside;
mod page;
mod place;
mod rewrite;
mod rules;
mod set;
mod statements;
mod syntax;
mod visit;

pub use check::{CheckReport, check_live_tables, check_sql};
pub use context::{CheckContext, Direction, LiveTables};
pub use explain::{describe, rule_pages};
pub use finding::{Finding, Severity};
pub use functions::OwnNames;
pub use layout::{DirectoryEntry, Migration, MigrationSet};
pub use outside::{Outside, indexes_if_not_exists};
pub use page::RulePage;
pub use rewrite::{Removal, Stripped, rename_qualifiers, strip_public, strip_qualifiers};
pub use rules::is_empty;
pub use set::{CheckedMigration, CheckedSet, SetContext, check_directory, names_that_meet};
pub use statements::statements;
