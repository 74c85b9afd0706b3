// ISO-03: Having a row is not owning it.
use diesel::prelude::*;
use schema_iso_diesel::plugin;

#[path = "../../../snippets/shop_schema.rs"]
mod schema;

use schema::{Group, groups};

#[plugin(id = "shop")]
pub struct Shop;

pub fn run(conn: &mut SafeConnection<Shop>, row: &Group) -> QueryResult<usize> {
    diesel::update(row).set(groups::title.eq("x")).execute(conn)
}
