// ISO-03: The fields of a record are looked at.
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
            (items::description, items::name)
                .into_sql::<diesel::sql_types::Record<(
                    diesel::sql_types::Nullable<diesel::sql_types::Text>,
                    diesel::sql_types::Text,
                )>>()
                .is_not_distinct_from((groups::table.select(groups::title).single_value(), "x")),
        )
        .load(conn)
}
