// expect: conflicting implementations of trait `diesel::AppearsOnTable<_>` for type `Raw`
// ISO-03: What is written into a query is Diesel's or the curated Diesel's.
// errors: 4
use diesel::prelude::*;
use schema_iso_diesel::plugin;

#[path = "../../../snippets/shop_schema.rs"]
mod schema;

use schema::{Item, items};

#[plugin(id = "shop")]
pub struct Shop;

pub struct Raw;

impl Expression for Raw {
    type SqlType = diesel::sql_types::Bool;
}

impl<S> AppearsOnTable<S> for Raw {}

impl<G> diesel::expression::ValidGrouping<G> for Raw {
    type IsAggregate = diesel::expression::is_aggregate::Never;
}

pub fn run(conn: &mut SafeConnection<Shop>) -> QueryResult<Vec<Item>> {
    items::table.filter(Raw).load(conn)
}

fn main() {}
