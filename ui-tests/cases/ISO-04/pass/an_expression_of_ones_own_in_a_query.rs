// ISO-04: An expression of the plugin's own has no SQL, since no fragment can be written.
use schema_iso_diesel::plugin;

#[plugin(id = "shop")]
pub struct Shop;

#[path = "../../../snippets/shop_schema.rs"]
mod schema;

use diesel::prelude::*;
use schema::*;

#[diesel::dsl::auto_type]
pub fn everything() -> _ {
    items::name.eq("pen")
}

pub fn run(conn: &mut SafeConnection<Shop>) -> QueryResult<Vec<Item>> {
    items::table.filter(everything()).load(conn)
}
