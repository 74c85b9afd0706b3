// ISO-03: A savepoint is the connection's own.
use diesel::prelude::*;
use schema_iso_diesel::plugin;

#[path = "../../../snippets/shop_schema.rs"]
mod schema;

use schema::groups;

#[plugin(id = "shop")]
pub struct Shop;

pub fn run(conn: &mut SafeConnection<Shop>) -> QueryResult<i64> {
    conn.transaction(|conn| conn.transaction(|conn| groups::table.count().get_result(conn)))
}
