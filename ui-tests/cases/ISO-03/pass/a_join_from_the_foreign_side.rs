// ISO-03: It does not matter which side of a join is foreign.
use diesel::prelude::*;
use schema_iso_diesel::plugin;

#[path = "../../../snippets/shop_schema.rs"]
mod schema;

use schema::{groups, items};

#[plugin(id = "shop")]
pub struct Shop;

pub fn run(conn: &mut SafeConnection<Shop>) -> QueryResult<Vec<String>> {
    groups::table
        .inner_join(items::table.on(groups::id.eq(items::group_id)))
        .select(items::name)
        .load(conn)
}
