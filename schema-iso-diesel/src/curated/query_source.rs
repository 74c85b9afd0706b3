//! Where rows come from: tables, aliases, joins.

pub use diesel::query_source::{Alias, AliasedField};
pub use schema_iso_query::table::bounds::{QuerySource, Table};
