// expect: cannot appear in one query
// ISO-03: Every element of a tuple is looked at.
// errors: 2
use auth::schema::users;
use diesel::prelude::*;
use schema_iso_diesel::plugin;

#[path = "../../../snippets/shop_schema.rs"]
mod schema;

use schema::items;

#[plugin(id = "shop")]
pub struct Shop;

pub fn run(conn: &mut SafeConnection<Shop>) -> QueryResult<Vec<(String, String)>> {
    items::table.select((items::name, users::name)).load(conn)
}

fn main() {}
