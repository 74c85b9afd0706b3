// ISO-03: An array without FROM around it is somebody's.
use diesel::dsl::{array, select};
use diesel::prelude::*;
use schema_iso_diesel::plugin;

#[path = "../../../snippets/shop_schema.rs"]
mod schema;

use schema::groups;

#[plugin(id = "shop")]
pub struct Shop;

pub fn run(conn: &mut SafeConnection<Shop>) -> QueryResult<Vec<String>> {
    select(array(groups::table.select(groups::title))).get_result(conn)
}
