// ISO-05: A transaction inside a transaction is on the same connection.
use schema_iso_diesel::plugin;

#[plugin(id = "shop")]
pub struct Shop;

#[path = "../../../snippets/shop_schema.rs"]
mod schema;

use diesel::prelude::*;
use schema::*;

pub fn run(conn: &mut SafeConnection<Shop>) -> QueryResult<Vec<String>> {
    conn.transaction(|conn: &mut SafeConnection<Shop>| items::table.select(items::name).load(conn))
}
