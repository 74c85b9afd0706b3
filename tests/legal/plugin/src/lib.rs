//! The legal programs as a plugin's author compiles them.
//!
//! `../programs` describes the programs; here `diesel` is the curated one.

use schema_iso_diesel::plugin;

#[path = "../../programs/mod.rs"]
pub mod programs;
#[expect(missing_docs, reason = "tables of a test, which say what they are")]
pub mod schema;

/// Keeps what the programs query.
#[plugin(id = "catalog", migrations = "migrations")]
#[derive(Debug)]
pub struct Catalog;

/// What the programs run on.
pub type Conn = diesel::SafeConnection<Catalog>;
