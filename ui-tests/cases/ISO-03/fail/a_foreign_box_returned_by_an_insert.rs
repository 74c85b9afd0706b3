// expect: cannot appear in one query
// ISO-03: A box in RETURNING remembers whose table it reads.
use auth::schema::users;
use diesel::dsl::exists;
use diesel::prelude::*;
use schema_iso_diesel::plugin;

#[path = "../../../snippets/shop_schema.rs"]
mod schema;

use schema::groups;

#[plugin(id = "shop")]
pub struct Shop;

pub fn run(conn: &mut SafeConnection<Shop>) -> QueryResult<bool> {
    diesel::insert_into(groups::table)
        .values(groups::title.eq("x"))
        .returning(exists(users::table.into_boxed()))
        .get_result(conn)
}

fn main() {}
