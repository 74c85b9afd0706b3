// ISO-04: A box keeps the owner of what is inside.
use schema_iso_diesel::plugin;

#[plugin(id = "shop")]
pub struct Shop;

#[path = "../../../snippets/shop_schema.rs"]
mod schema;

use diesel::prelude::*;
use schema::*;

pub fn run(conn: &mut SafeConnection<Shop>) -> QueryResult<usize> {
    items::table.into_boxed().load::<Item>(conn).map(|rows| rows.len())
}
