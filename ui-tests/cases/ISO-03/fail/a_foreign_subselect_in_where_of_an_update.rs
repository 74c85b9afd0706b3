// expect: cannot appear in one query
// ISO-03: A subselect in WHERE of an update is looked at.
use auth::schema::users;
use diesel::dsl::exists;
use diesel::prelude::*;
use schema_iso_diesel::plugin;

#[path = "../../../snippets/shop_schema.rs"]
mod schema;

use schema::items;

#[plugin(id = "shop")]
pub struct Shop;

pub fn run(conn: &mut SafeConnection<Shop>) -> QueryResult<usize> {
    diesel::update(items::table)
        .set(items::name.eq("x"))
        .filter(exists(users::table))
        .execute(conn)
}

fn main() {}
