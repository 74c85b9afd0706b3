// ISO-03: `#[auto_type]` names a type and allows nothing.
use diesel::prelude::*;
use schema_iso_diesel::plugin;

#[path = "../../../snippets/shop_schema.rs"]
mod schema;

use schema::{Item, items};

#[plugin(id = "shop")]
pub struct Shop;

#[diesel::dsl::auto_type]
fn named() -> _ {
    items::table.filter(items::name.eq("x"))
}

pub fn run(conn: &mut SafeConnection<Shop>) -> QueryResult<Vec<Item>> {
    named().load(conn)
}
