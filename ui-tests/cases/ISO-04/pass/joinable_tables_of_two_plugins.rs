// ISO-04: The macro checks what it joins.
use schema_iso_diesel::plugin;

#[plugin(id = "shop")]
pub struct Shop;

#[path = "../../../snippets/shop_schema.rs"]
mod schema;

use diesel::prelude::*;
use schema::*;

pub fn joined(conn: &mut SafeConnection<Shop>) -> QueryResult<Vec<(Item, Group)>> {
    items::table.inner_join(groups::table).load(conn)
}
