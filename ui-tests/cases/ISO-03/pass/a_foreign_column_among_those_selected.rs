// ISO-03: Every element of a tuple is looked at.
use diesel::prelude::*;
use schema_iso_diesel::plugin;

#[path = "../../../snippets/shop_schema.rs"]
mod schema;

use schema::items;

#[plugin(id = "shop")]
pub struct Shop;

pub fn run(conn: &mut SafeConnection<Shop>) -> QueryResult<Vec<(String, i64)>> {
    items::table
        .select((items::name, items::group_id))
        .load(conn)
}
