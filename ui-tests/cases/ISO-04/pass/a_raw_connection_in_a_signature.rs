// ISO-04: A function of a plugin takes the plugin's connection.
use schema_iso_diesel::plugin;

#[plugin(id = "shop")]
pub struct Shop;

#[path = "../../../snippets/shop_schema.rs"]
mod schema;

use diesel::prelude::*;
use schema::*;

pub fn all(conn: &mut SafeConnection<Shop>) -> QueryResult<Vec<Item>> {
    items::table.select(Item::as_select()).load(conn)
}

fn main() {}
