// expect: cannot appear in one query
// ISO-03: EXISTS in SELECT reads a table.
use auth::schema::users;
use diesel::dsl::exists;
use diesel::prelude::*;
use schema_iso_diesel::plugin;

#[path = "../../../snippets/shop_schema.rs"]
mod schema;

use schema::items;

#[plugin(id = "shop")]
pub struct Shop;

pub fn run(conn: &mut SafeConnection<Shop>) -> QueryResult<Vec<bool>> {
    items::table.select(exists(users::table)).load(conn)
}

fn main() {}
