// ISO-03: Assuming that there is a row makes it nobody else's.
use diesel::prelude::*;
use schema_iso_diesel::plugin;

#[path = "../../../snippets/shop_schema.rs"]
mod schema;

use schema::{groups, items};

#[plugin(id = "shop")]
pub struct Shop;

pub fn run(conn: &mut SafeConnection<Shop>) -> QueryResult<Vec<String>> {
    items::table
        .select(
            groups::table
                .select(groups::title)
                .single_value()
                .assume_not_null(),
        )
        .load(conn)
}
