// expect: cannot appear in one query
// ISO-03: RETURNING sees the table that is written to.
use auth::schema::users;
use diesel::prelude::*;
use schema_iso_diesel::plugin;

#[path = "../../../snippets/shop_schema.rs"]
mod schema;

use schema::groups;

#[plugin(id = "shop")]
pub struct Shop;

pub fn run(conn: &mut SafeConnection<Shop>) -> QueryResult<String> {
    diesel::insert_into(groups::table)
        .values(groups::title.eq("x"))
        .returning(users::name)
        .get_result(conn)
}

fn main() {}
