// ISO-03: A set operation without FROM around it is looked at on both sides.
use diesel::dsl::{exists, select};
use diesel::prelude::*;
use schema_iso_diesel::plugin;

#[path = "../../../snippets/shop_schema.rs"]
mod schema;

use schema::groups;

#[plugin(id = "shop")]
pub struct Shop;

pub fn run(conn: &mut SafeConnection<Shop>) -> QueryResult<bool> {
    select(exists(
        groups::table
            .select(groups::id)
            .union(groups::table.select(groups::id)),
    ))
    .get_result(conn)
}
