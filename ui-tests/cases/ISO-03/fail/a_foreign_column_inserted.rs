// expect: cannot appear in one query
// ISO-03: There is no row to take an inserted column from.
// errors: 2
use auth::schema::users;
use diesel::prelude::*;
use schema_iso_diesel::plugin;

#[path = "../../../snippets/shop_schema.rs"]
mod schema;

use schema::groups;

#[plugin(id = "shop")]
pub struct Shop;

pub fn run(conn: &mut SafeConnection<Shop>) -> QueryResult<usize> {
    diesel::insert_into(groups::table)
        .values(groups::title.eq(users::name))
        .execute(conn)
}

fn main() {}
