// ISO-03: What is cast is looked at.
use diesel::prelude::*;
use schema_iso_diesel::plugin;

#[path = "../../../snippets/shop_schema.rs"]
mod schema;

use schema::{groups, items};

#[plugin(id = "shop")]
pub struct Shop;

pub fn run(conn: &mut SafeConnection<Shop>) -> QueryResult<Vec<Option<String>>> {
    items::table
        .select(
            groups::table
                .select(groups::id)
                .single_value()
                .cast::<diesel::sql_types::Nullable<diesel::sql_types::Text>>(),
        )
        .load(conn)
}
