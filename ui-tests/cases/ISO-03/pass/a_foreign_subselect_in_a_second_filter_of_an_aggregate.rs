// ISO-03: Every FILTER of an aggregate is looked at.
use diesel::dsl::{count, exists};
use diesel::prelude::*;
use schema_iso_diesel::plugin;

#[path = "../../../snippets/shop_schema.rs"]
mod schema;

use schema::{groups, items};

#[plugin(id = "shop")]
pub struct Shop;

pub fn run(conn: &mut SafeConnection<Shop>) -> QueryResult<i64> {
    items::table
        .select(
            count(items::id)
                .aggregate_filter(items::name.eq("x"))
                .aggregate_filter(exists(groups::table)),
        )
        .first(conn)
}
