// ISO-03: PARTITION BY is looked at.
use diesel::dsl::row_number;
use diesel::prelude::*;
use schema_iso_diesel::plugin;

#[path = "../../../snippets/shop_schema.rs"]
mod schema;

use schema::{groups, items};

#[plugin(id = "shop")]
pub struct Shop;

pub fn run(conn: &mut SafeConnection<Shop>) -> QueryResult<Vec<i64>> {
    items::table
        .select(row_number().partition_by(groups::table.select(groups::title).single_value()))
        .load(conn)
}
