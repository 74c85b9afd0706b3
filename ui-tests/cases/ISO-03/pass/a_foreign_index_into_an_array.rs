// ISO-03: The index into an array is looked at.
use diesel::prelude::*;
use diesel::sql_functions::length;
use schema_iso_diesel::plugin;

#[path = "../../../snippets/shop_schema.rs"]
mod schema;

use schema::{groups, items};

#[plugin(id = "shop")]
pub struct Shop;

pub fn run(conn: &mut SafeConnection<Shop>) -> QueryResult<Vec<String>> {
    items::table
        .select(
            items::tags.index(
                groups::table
                    .select(length(groups::title))
                    .single_value()
                    .assume_not_null(),
            ),
        )
        .load(conn)
}
