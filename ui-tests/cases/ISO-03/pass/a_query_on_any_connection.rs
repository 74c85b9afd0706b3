// ISO-03: Nobody runs a query on the connection of a plugin that is not known.
use diesel::prelude::*;
use schema_iso_diesel::plugin;

#[path = "../../../snippets/shop_schema.rs"]
mod schema;

use schema::items;

#[plugin(id = "shop")]
pub struct Shop;

pub fn run(conn: &mut SafeConnection<Shop>) -> QueryResult<i64> {
    items::table.count().get_result(conn)
}
