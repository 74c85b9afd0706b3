// expect: cannot appear in one query
// ISO-03: A function sees what the query sees.
// errors: 2
use auth::schema::users;
use diesel::dsl::max;
use diesel::prelude::*;
use schema_iso_diesel::plugin;

#[path = "../../../snippets/shop_schema.rs"]
mod schema;

use schema::items;

#[plugin(id = "shop")]
pub struct Shop;

pub fn run(conn: &mut SafeConnection<Shop>) -> QueryResult<Option<String>> {
    items::table.select(max(users::name)).first(conn)
}

fn main() {}
