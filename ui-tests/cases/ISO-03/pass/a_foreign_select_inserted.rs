// ISO-03: INSERT … SELECT reads a table.
use diesel::prelude::*;
use schema_iso_diesel::plugin;

#[path = "../../../snippets/shop_schema.rs"]
mod schema;

use schema::{groups, items};

#[plugin(id = "shop")]
pub struct Shop;

pub fn run(conn: &mut SafeConnection<Shop>) -> QueryResult<usize> {
    diesel::insert_into(groups::table)
        .values(items::table.select((items::group_id, items::name)))
        .into_columns((groups::id, groups::title))
        .execute(conn)
}
