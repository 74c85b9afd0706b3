// expect: cannot appear in one query
// ISO-03: A value without FROM around it is somebody's.
use auth::schema::users;
use diesel::dsl::select;
use diesel::prelude::*;
use schema_iso_diesel::plugin;

#[path = "../../../snippets/shop_schema.rs"]
mod schema;

#[plugin(id = "shop")]
pub struct Shop;

pub fn run(conn: &mut SafeConnection<Shop>) -> QueryResult<Option<String>> {
    select(users::table.select(users::name).single_value()).get_result(conn)
}

fn main() {}
