// ISO-03: FILTER of a window function is looked at.
use diesel::dsl::{count, exists};
use diesel::prelude::*;
use schema_iso_diesel::plugin;

#[path = "../../../snippets/shop_schema.rs"]
mod schema;

use schema::{groups, items};

#[plugin(id = "shop")]
pub struct Shop;

pub fn run(conn: &mut SafeConnection<Shop>) -> QueryResult<Vec<i64>> {
    items::table
        .select(count(items::id).over().window_filter(exists(groups::table)))
        .load(conn)
}
