// ISO-03: The elements of an array are looked at.
use diesel::dsl::array;
use diesel::prelude::*;
use schema_iso_diesel::plugin;

#[path = "../../../snippets/shop_schema.rs"]
mod schema;

use schema::{groups, items};

#[plugin(id = "shop")]
pub struct Shop;

pub fn run(conn: &mut SafeConnection<Shop>) -> QueryResult<Vec<Vec<Option<String>>>> {
    items::table
        .select(array::<
            diesel::sql_types::Nullable<diesel::sql_types::Text>,
            _,
        >((
            items::description,
            groups::table.select(groups::title).single_value(),
        )))
        .load(conn)
}
