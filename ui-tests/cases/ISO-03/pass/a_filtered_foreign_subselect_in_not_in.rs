// ISO-03: What a list leaves out is read all the same.
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
            items::name.ne_all(
                groups::table
                    .filter(groups::title.ne("x"))
                    .select(groups::title),
            ),
        )
        .load(conn)
}
