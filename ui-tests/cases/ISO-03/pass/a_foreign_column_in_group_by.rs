// ISO-03: GROUP BY sees the tables of FROM.
use diesel::dsl::count_star;
use diesel::prelude::*;
use schema_iso_diesel::plugin;

#[path = "../../../snippets/shop_schema.rs"]
mod schema;

use schema::items;

#[plugin(id = "shop")]
pub struct Shop;

pub fn run(conn: &mut SafeConnection<Shop>) -> QueryResult<Vec<i64>> {
    items::table
        .group_by(items::name)
        .select(count_star())
        .load(conn)
}
