// ISO-04: The orphan rule lets a plugin say that another's row references its own; the join
// asks who owns the two.
use schema_iso_diesel::plugin;

#[plugin(id = "shop")]
pub struct Shop;

#[path = "../../../snippets/shop_schema.rs"]
mod schema;

use diesel::prelude::*;
use schema::*;

pub fn joined(conn: &mut SafeConnection<Shop>) -> QueryResult<Vec<(String, String)>> {
    groups::table
        .inner_join(items::table)
        .select((items::name, groups::title))
        .load(conn)
}
