// ISO-03: A select without FROM is held against the connection.
use diesel::dsl::{exists, select};
use diesel::prelude::*;
use schema_iso_diesel::plugin;

#[path = "../../../snippets/shop_schema.rs"]
mod schema;

use schema::groups;

#[plugin(id = "shop")]
pub struct Shop;

pub fn run(conn: &mut SafeConnection<Shop>) -> QueryResult<bool> {
    select(exists(groups::table)).get_result(conn)
}
