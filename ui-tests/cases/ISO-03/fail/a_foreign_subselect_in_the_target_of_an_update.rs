// expect: these rows cannot be updated or deleted
// ISO-03: What is to be updated is looked at.
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
    diesel::update(items::table.filter(exists(users::table)))
        .set(items::name.eq("x"))
        .execute(conn)
}

fn main() {}
