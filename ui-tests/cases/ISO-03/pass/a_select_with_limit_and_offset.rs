// ISO-03: LIMIT and OFFSET make no table one's own.
use diesel::prelude::*;
use schema_iso_diesel::plugin;

#[path = "../../../snippets/shop_schema.rs"]
mod schema;

use schema::{Group, groups};

#[plugin(id = "shop")]
pub struct Shop;

pub fn run(conn: &mut SafeConnection<Shop>) -> QueryResult<Vec<Group>> {
    groups::table.limit(1).offset(1).load(conn)
}
