// ISO-03: Both sides of an array operator are looked at.
use diesel::dsl::array;
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
            items::tags.contains(array::<diesel::sql_types::Text, _>((groups::table
                .select(groups::title)
                .single_value()
                .assume_not_null(),))),
        )
        .load(conn)
}
