// expect: cannot appear in one query
// ISO-03: The argument of an aggregate is looked at.
// errors: 2
use auth::schema::users;
use diesel::dsl::count;
use diesel::prelude::*;
use schema_iso_diesel::plugin;

#[path = "../../../snippets/shop_schema.rs"]
mod schema;

use schema::items;

#[plugin(id = "shop")]
pub struct Shop;

pub fn run(conn: &mut SafeConnection<Shop>) -> QueryResult<i64> {
    items::table.select(count(users::id)).first(conn)
}

fn main() {}
