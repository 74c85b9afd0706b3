// expect: a table of the plugin `Shop` cannot be reached through the connection of the plugin `P`
// ISO-05: Whoever is generic over plugins has no tables.
use schema_iso_diesel::plugin;

#[plugin(id = "shop")]
pub struct Shop;

#[path = "../../../snippets/shop_schema.rs"]
mod schema;

use diesel::prelude::*;
use schema::*;

pub fn any<P: diesel::Plugin>(conn: &mut SafeConnection<P>) -> QueryResult<Vec<Item>> {
    items::table.load(conn)
}

fn main() {}
