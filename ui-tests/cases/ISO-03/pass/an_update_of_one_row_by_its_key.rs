// ISO-03: `find` makes no table one's own to change.
use diesel::prelude::*;
use schema_iso_diesel::plugin;

#[path = "../../../snippets/shop_schema.rs"]
mod schema;

use schema::{Group, groups};

#[plugin(id = "shop")]
pub struct Shop;

pub fn run(conn: &mut SafeConnection<Shop>) -> QueryResult<Group> {
    diesel::update(groups::table.find(1))
        .set(groups::title.eq("x"))
        .get_result(conn)
}
