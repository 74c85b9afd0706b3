// ISO-03: A foreign alias on the left joins no better.
use diesel::prelude::*;
use schema_iso_diesel::plugin;

#[path = "../../../snippets/shop_schema.rs"]
mod schema;

use schema::{groups, items};

#[plugin(id = "shop")]
pub struct Shop;

pub fn run(conn: &mut SafeConnection<Shop>) -> QueryResult<Vec<String>> {
    let other = diesel::alias!(groups as other);
    other
        .inner_join(items::table.on(other.field(groups::id).eq(items::group_id)))
        .select(items::name)
        .load(conn)
}
