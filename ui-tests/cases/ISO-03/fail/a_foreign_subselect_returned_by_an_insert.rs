// expect: cannot appear in one query
// ISO-03: A subselect in RETURNING is looked at.
use auth::schema::users;
use diesel::prelude::*;
use schema_iso_diesel::plugin;

#[path = "../../../snippets/shop_schema.rs"]
mod schema;

use schema::groups;

#[plugin(id = "shop")]
pub struct Shop;

pub fn run(conn: &mut SafeConnection<Shop>) -> QueryResult<Option<String>> {
    diesel::insert_into(groups::table)
        .values(groups::title.eq("x"))
        .returning(users::table.select(users::name).single_value())
        .get_result(conn)
}

fn main() {}
