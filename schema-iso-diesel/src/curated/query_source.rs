//! Where rows come from: tables, aliases, joins.

pub use crate::table::bounds::{QuerySource, Table};
pub use diesel::query_source::{Alias, AliasedField};
