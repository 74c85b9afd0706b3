// ISO-03: GROUP BY makes no table one's own.
use diesel::dsl::count_star;
use diesel::prelude::*;
use schema_iso_diesel::plugin;

#[path = "../../../snippets/shop_schema.rs"]
mod schema;

use schema::groups;

#[plugin(id = "shop")]
pub struct Shop;

pub fn run(conn: &mut SafeConnection<Shop>) -> QueryResult<Vec<(String, i64)>> {
    groups::table
        .group_by(groups::title)
        .select((groups::title, count_star()))
        .load(conn)
}
