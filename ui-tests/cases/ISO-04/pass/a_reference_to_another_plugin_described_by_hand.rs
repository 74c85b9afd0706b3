// ISO-04: The orphan rule lets a plugin say that its row references another's; the join asks
// who owns the two.
use schema_iso_diesel::plugin;

#[plugin(id = "shop")]
pub struct Shop;

#[path = "../../../snippets/shop_schema.rs"]
mod schema;

use diesel::prelude::*;
use schema::*;

pub fn joined(conn: &mut SafeConnection<Shop>) -> QueryResult<Vec<(String, String)>> {
    items::table
        .inner_join(groups::table)
        .select((items::name, groups::title))
        .load(conn)
}
