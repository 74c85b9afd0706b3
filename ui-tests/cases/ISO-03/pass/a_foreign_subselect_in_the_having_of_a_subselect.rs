// ISO-03: HAVING of a subselect is looked at.
use diesel::dsl::count_star;
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
                    .group_by(groups::id)
                    .select(groups::id)
                    .having(count_star().gt(1)),
            ),
        )
        .load(conn)
}
