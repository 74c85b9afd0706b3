// ISO-03: Every table of a nested join is looked at.
use diesel::prelude::*;
use schema_iso_diesel::plugin;

#[path = "../../../snippets/shop_schema.rs"]
mod schema;

use schema::{groups, items};

#[plugin(id = "shop")]
pub struct Shop;

pub fn run(conn: &mut SafeConnection<Shop>) -> QueryResult<Vec<String>> {
    items::table
        .inner_join(groups::table.on(groups::id.eq(items::group_id)))
        .select(items::name)
        .load(conn)
}
