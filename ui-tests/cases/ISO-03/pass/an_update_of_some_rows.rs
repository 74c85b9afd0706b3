// ISO-03: A filter makes no table one's own to change.
use diesel::prelude::*;
use schema_iso_diesel::plugin;

#[path = "../../../snippets/shop_schema.rs"]
mod schema;

use schema::groups;

#[plugin(id = "shop")]
pub struct Shop;

pub fn run(conn: &mut SafeConnection<Shop>) -> QueryResult<usize> {
    diesel::update(groups::table.filter(groups::title.eq("y")))
        .set(groups::title.eq("x"))
        .execute(conn)
}
