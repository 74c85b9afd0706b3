// ISO-03: A value without FROM around it is somebody's.
use diesel::dsl::select;
use diesel::prelude::*;
use schema_iso_diesel::plugin;

#[path = "../../../snippets/shop_schema.rs"]
mod schema;

use schema::groups;

#[plugin(id = "shop")]
pub struct Shop;

pub fn run(conn: &mut SafeConnection<Shop>) -> QueryResult<Option<String>> {
    select(groups::table.select(groups::title).single_value()).get_result(conn)
}
