// ISO-03: A box in UNION remembers whose table it reads.
use diesel::prelude::*;
use schema_iso_diesel::plugin;

#[path = "../../../snippets/shop_schema.rs"]
mod schema;

use schema::{groups, items};

#[plugin(id = "shop")]
pub struct Shop;

pub fn run(conn: &mut SafeConnection<Shop>) -> QueryResult<Vec<String>> {
    items::table
        .select(items::name)
        .union(groups::table.select(groups::title).into_boxed())
        .load(conn)
}
