//! An example plugin that would like to read another plugin's table.
//!
//! It depends on `auth`, so it can name `auth`'s table. It cannot query it: with
//! `SCHEMA_ISO_FORBIDDEN=1` the query below is compiled, and refused.

use schema_iso_diesel::plugin;

/// Knows what has happened.
#[plugin(id = "audit", depends_on(auth::Auth))]
#[derive(Debug)]
pub struct Audit;

#[cfg(forbidden)]
mod curious;
