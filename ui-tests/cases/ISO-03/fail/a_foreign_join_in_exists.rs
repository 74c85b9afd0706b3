// expect: cannot appear in one query
// ISO-03: A join in EXISTS reads two tables.
use auth::schema::{sessions, users};
use diesel::dsl::exists;
use diesel::prelude::*;
use schema_iso_diesel::plugin;

#[path = "../../../snippets/shop_schema.rs"]
mod schema;

use schema::{Item, items};

#[plugin(id = "shop")]
pub struct Shop;

pub fn run(conn: &mut SafeConnection<Shop>) -> QueryResult<Vec<Item>> {
    items::table
        .filter(exists(users::table.inner_join(sessions::table)))
        .load(conn)
}

fn main() {}
