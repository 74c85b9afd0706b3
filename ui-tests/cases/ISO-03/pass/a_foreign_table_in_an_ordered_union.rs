// ISO-03: ORDER BY and LIMIT behind a set operation change nothing.
use diesel::prelude::*;
use diesel::query_dsl::positional_order_dsl::PositionalOrderDsl;
use schema_iso_diesel::plugin;

#[path = "../../../snippets/shop_schema.rs"]
mod schema;

use schema::{groups, items};

#[plugin(id = "shop")]
pub struct Shop;

pub fn run(conn: &mut SafeConnection<Shop>) -> QueryResult<Vec<String>> {
    items::table
        .select(items::name)
        .union(groups::table.select(groups::title))
        .positional_order_by(1)
        .limit(1)
        .load(conn)
}
