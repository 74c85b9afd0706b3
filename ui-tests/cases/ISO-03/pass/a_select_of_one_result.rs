// ISO-03: `get_result` asks the same as `load`.
use diesel::prelude::*;
use schema_iso_diesel::plugin;

#[path = "../../../snippets/shop_schema.rs"]
mod schema;

use schema::{Group, groups};

#[plugin(id = "shop")]
pub struct Shop;

pub fn run(conn: &mut SafeConnection<Shop>) -> QueryResult<Group> {
    groups::table.filter(groups::id.gt(1_i64)).get_result(conn)
}
