// ISO-03: A subselect in RETURNING is looked at.
use diesel::prelude::*;
use schema_iso_diesel::plugin;

#[path = "../../../snippets/shop_schema.rs"]
mod schema;

use schema::{groups, items};

#[plugin(id = "shop")]
pub struct Shop;

pub fn run(conn: &mut SafeConnection<Shop>) -> QueryResult<Option<String>> {
    diesel::insert_into(groups::table)
        .values(groups::title.eq("x"))
        .returning(items::table.select(items::name).single_value())
        .get_result(conn)
}
