// ISO-03: The third table of a join is looked at as the second.
use diesel::prelude::*;
use schema_iso_diesel::plugin;

#[path = "../../../snippets/shop_schema.rs"]
mod schema;

use schema::{groups, items};

#[plugin(id = "shop")]
pub struct Shop;

pub fn run(conn: &mut SafeConnection<Shop>) -> QueryResult<Vec<String>> {
    items::table
        .inner_join(groups::table)
        .filter(groups::id.gt(1_i64))
        .select(items::name)
        .load(conn)
}
