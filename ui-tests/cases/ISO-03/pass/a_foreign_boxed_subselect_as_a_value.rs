// ISO-03: A boxed value remembers whose table it reads.
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
            items::name.nullable().eq(groups::table
                .select(groups::title)
                .into_boxed()
                .single_value()),
        )
        .load(conn)
}
