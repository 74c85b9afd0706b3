// ISO-03: One value that a WHERE clause picks is still a foreign one.
use diesel::prelude::*;
use schema_iso_diesel::plugin;

#[path = "../../../snippets/shop_schema.rs"]
mod schema;

use schema::{Item, groups, items};

#[plugin(id = "shop")]
pub struct Shop;

pub fn run(conn: &mut SafeConnection<Shop>) -> QueryResult<Vec<Item>> {
    items::table
        .filter(
            items::description.eq(groups::table
                .filter(groups::title.ne("x"))
                .select(groups::title)
                .single_value()),
        )
        .load(conn)
}
