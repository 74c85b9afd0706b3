// ISO-03: WHERE with OR of a delete is looked at.
use diesel::prelude::*;
use schema_iso_diesel::plugin;

#[path = "../../../snippets/shop_schema.rs"]
mod schema;

use schema::{groups, items};

#[plugin(id = "shop")]
pub struct Shop;

pub fn run(conn: &mut SafeConnection<Shop>) -> QueryResult<usize> {
    diesel::delete(items::table)
        .filter(items::name.eq("x"))
        .or_filter(items::group_id.eq_any(groups::table.select(groups::id)))
        .execute(conn)
}
