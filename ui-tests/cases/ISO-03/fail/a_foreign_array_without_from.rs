// expect: cannot appear in one query
// ISO-03: An array without FROM around it is somebody's.
use auth::schema::users;
use diesel::dsl::{array, select};
use diesel::prelude::*;
use schema_iso_diesel::plugin;

#[path = "../../../snippets/shop_schema.rs"]
mod schema;

#[plugin(id = "shop")]
pub struct Shop;

pub fn run(conn: &mut SafeConnection<Shop>) -> QueryResult<Vec<String>> {
    select(array(users::table.select(users::name))).get_result(conn)
}

fn main() {}
