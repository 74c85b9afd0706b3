// ISO-03: A subselect in GROUP BY is looked at.
use diesel::dsl::count_star;
use diesel::prelude::*;
use schema_iso_diesel::plugin;

#[path = "../../../snippets/shop_schema.rs"]
mod schema;

use schema::{groups, items};

#[plugin(id = "shop")]
pub struct Shop;

pub fn run(conn: &mut SafeConnection<Shop>) -> QueryResult<Vec<i64>> {
    items::table
        .group_by(
            groups::table
                .into_boxed()
                .select(groups::title)
                .single_value(),
        )
        .select(count_star())
        .load(conn)
}
