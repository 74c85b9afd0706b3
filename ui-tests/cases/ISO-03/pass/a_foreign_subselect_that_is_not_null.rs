// ISO-03: IS NOT NULL is looked at.
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
            groups::table
                .select(groups::title)
                .single_value()
                .is_not_null(),
        )
        .load(conn)
}
