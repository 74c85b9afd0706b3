// ISO-03: The arguments of a function are looked at.
use diesel::prelude::*;
use diesel::sql_functions::coalesce;
use schema_iso_diesel::plugin;

#[path = "../../../snippets/shop_schema.rs"]
mod schema;

use schema::{groups, items};

#[plugin(id = "shop")]
pub struct Shop;

pub fn run(conn: &mut SafeConnection<Shop>) -> QueryResult<Vec<String>> {
    items::table
        .select(coalesce(
            groups::table.select(groups::title).single_value(),
            items::name,
        ))
        .load(conn)
}
