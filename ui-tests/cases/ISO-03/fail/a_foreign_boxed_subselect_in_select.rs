// expect: cannot appear in one query
// ISO-03: A box in SELECT remembers whose table it reads.
// errors: 2
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
    items::table
        .select(exists(users::table.into_boxed()))
        .load(conn)
}

fn main() {}
