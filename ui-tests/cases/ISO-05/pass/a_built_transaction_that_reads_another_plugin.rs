// ISO-05: The closure of a transaction gets the same connection, not a greater one.
use schema_iso_diesel::plugin;

#[plugin(id = "shop")]
pub struct Shop;

#[path = "../../../snippets/shop_schema.rs"]
mod schema;

use diesel::prelude::*;
use schema::*;

pub fn run(conn: &mut SafeConnection<Shop>) -> QueryResult<Vec<Item>> {
    conn.build_transaction()
        .read_only()
        .run(|conn| items::table.load::<Item>(conn))
}
