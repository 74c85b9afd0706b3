// ISO-03: ARRAY(SELECT …) reads a table.
use diesel::dsl::array;
use diesel::prelude::*;
use schema_iso_diesel::plugin;

#[path = "../../../snippets/shop_schema.rs"]
mod schema;

use schema::{groups, items};

#[plugin(id = "shop")]
pub struct Shop;

pub fn run(conn: &mut SafeConnection<Shop>) -> QueryResult<Vec<Vec<String>>> {
    items::table
        .select(array(groups::table.select(groups::title)))
        .load(conn)
}
