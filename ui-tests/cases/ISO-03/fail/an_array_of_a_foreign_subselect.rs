// expect: cannot appear in one query
// ISO-03: ARRAY(SELECT …) reads a table.
use auth::schema::users;
use diesel::dsl::array;
use diesel::prelude::*;
use schema_iso_diesel::plugin;

#[path = "../../../snippets/shop_schema.rs"]
mod schema;

use schema::items;

#[plugin(id = "shop")]
pub struct Shop;

pub fn run(conn: &mut SafeConnection<Shop>) -> QueryResult<Vec<Vec<String>>> {
    items::table
        .select(array(users::table.select(users::name)))
        .load(conn)
}

fn main() {}
