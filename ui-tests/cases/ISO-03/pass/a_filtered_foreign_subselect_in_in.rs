// ISO-03: A list that a WHERE clause narrows down is still a foreign one.
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
            items::name.eq_any(
                groups::table
                    .filter(groups::title.ne("x"))
                    .select(groups::title),
            ),
        )
        .load(conn)
}
