// ISO-03: A filter inside EXISTS makes no table one's own.
use diesel::dsl::exists;
use diesel::prelude::*;
use schema_iso_diesel::plugin;

#[path = "../../../snippets/shop_schema.rs"]
mod schema;

use schema::{Item, groups, items};

#[plugin(id = "shop")]
pub struct Shop;

pub fn run(conn: &mut SafeConnection<Shop>) -> QueryResult<Vec<Item>> {
    items::table
        .filter(exists(groups::table.filter(groups::title.eq("x"))))
        .load(conn)
}
