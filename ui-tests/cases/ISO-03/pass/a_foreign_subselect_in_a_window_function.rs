// ISO-03: The arguments of a window function are looked at.
use diesel::dsl::first_value;
use diesel::prelude::*;
use schema_iso_diesel::plugin;

#[path = "../../../snippets/shop_schema.rs"]
mod schema;

use schema::{groups, items};

#[plugin(id = "shop")]
pub struct Shop;

pub fn run(conn: &mut SafeConnection<Shop>) -> QueryResult<Vec<Option<String>>> {
    items::table
        .select(first_value(groups::table.select(groups::title).single_value()).over())
        .load(conn)
}
