// ISO-03: A field of a foreign alias is foreign.
use diesel::prelude::*;
use schema_iso_diesel::plugin;

#[path = "../../../snippets/shop_schema.rs"]
mod schema;

use schema::{Item, items};

#[plugin(id = "shop")]
pub struct Shop;

pub fn run(conn: &mut SafeConnection<Shop>) -> QueryResult<Vec<Item>> {
    let other = diesel::alias!(items as other);
    other.filter(other.field(items::name).eq("x")).load(conn)
}
