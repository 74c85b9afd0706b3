// ISO-04: A fragment writes what it likes.
use schema_iso_diesel::plugin;

#[plugin(id = "shop")]
pub struct Shop;

#[path = "../../../snippets/shop_schema.rs"]
mod schema;

use diesel::prelude::*;
use schema::*;

pub struct Everything;

impl Everything {
    pub fn load(&self, conn: &mut SafeConnection<Shop>) -> QueryResult<Vec<Item>> {
        items::table.load(conn)
    }
}
