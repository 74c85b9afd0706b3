// ISO-05: A connection and the trait are of other crates, so it does not become one of Diesel's connections.
use schema_iso_diesel::plugin;

#[plugin(id = "shop")]
pub struct Shop;

#[path = "../../../snippets/shop_schema.rs"]
mod schema;

use diesel::prelude::*;
use schema::*;

pub fn run(conn: &mut SafeConnection<Shop>) -> QueryResult<Vec<Item>> {
    items::table.load(conn)
}
