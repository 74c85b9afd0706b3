//! An example plugin with a query of another plugin's table, which does not compile.
//!
//! It depends on `auth`, so it can name `auth`'s table, but it cannot query it: with
//! `SCHEMA_ISO_FORBIDDEN=1` the query below is compiled, and refused.

use schema_iso_diesel::plugin;

/// Knows what has happened.
#[plugin(id = "audit", depends_on(auth::Auth))]
#[derive(Debug)]
pub struct Audit;

#[cfg(forbidden)]
mod curious;
