// ISO-03: HAVING sees the tables of FROM.
use diesel::dsl::max;
use diesel::prelude::*;
use schema_iso_diesel::plugin;

#[path = "../../../snippets/shop_schema.rs"]
mod schema;

use schema::items;

#[plugin(id = "shop")]
pub struct Shop;

pub fn run(conn: &mut SafeConnection<Shop>) -> QueryResult<Vec<String>> {
    items::table
        .group_by(items::name)
        .select(items::name)
        .having(max(items::group_id).gt(1_i64))
        .load(conn)
}
