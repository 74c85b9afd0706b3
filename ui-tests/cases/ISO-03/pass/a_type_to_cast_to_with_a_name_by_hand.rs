// ISO-03: The name of a type is SQL that no plugin writes.
use diesel::prelude::*;
use schema_iso_diesel::plugin;

#[path = "../../../snippets/shop_schema.rs"]
mod schema;

use schema::items;

#[plugin(id = "shop")]
pub struct Shop;

pub fn run(conn: &mut SafeConnection<Shop>) -> QueryResult<Vec<String>> {
    items::table
        .select(items::group_id.cast::<diesel::sql_types::Text>())
        .load(conn)
}
