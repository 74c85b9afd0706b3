// ISO-03: `execute` holds WHERE against FROM as well.
use diesel::prelude::*;
use schema_iso_diesel::plugin;

#[path = "../../../snippets/shop_schema.rs"]
mod schema;

use schema::items;

#[plugin(id = "shop")]
pub struct Shop;

pub fn run(conn: &mut SafeConnection<Shop>) -> QueryResult<usize> {
    items::table.filter(items::name.eq("x")).execute(conn)
}
