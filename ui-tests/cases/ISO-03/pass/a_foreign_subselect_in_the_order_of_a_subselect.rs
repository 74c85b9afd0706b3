// ISO-03: ORDER BY of a subselect is looked at.
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
            items::group_id.eq_any(
                groups::table
                    .order(groups::title)
                    .select(groups::id)
                    .limit(1),
            ),
        )
        .load(conn)
}
