// ISO-03: TABLESAMPLE makes no table one's own.
use diesel::dsl::TablesampleDsl;
use diesel::prelude::*;
use schema_iso_diesel::plugin;

#[path = "../../../snippets/shop_schema.rs"]
mod schema;

use schema::{Group, groups};

#[plugin(id = "shop")]
pub struct Shop;

pub fn run(conn: &mut SafeConnection<Shop>) -> QueryResult<Vec<Group>> {
    groups::table.tablesample_bernoulli(10).load(conn)
}
