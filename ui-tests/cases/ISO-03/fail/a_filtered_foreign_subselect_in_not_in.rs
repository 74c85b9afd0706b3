// expect: cannot appear in one query
// ISO-03: What a list leaves out is read all the same.
// errors: 2
use auth::schema::users;
use diesel::prelude::*;
use schema_iso_diesel::plugin;

#[path = "../../../snippets/shop_schema.rs"]
mod schema;

use schema::{Item, items};

#[plugin(id = "shop")]
pub struct Shop;

pub fn run(conn: &mut SafeConnection<Shop>) -> QueryResult<Vec<Item>> {
    items::table
        .filter(items::name.ne_all(users::table.filter(users::name.ne("x")).select(users::name)))
        .load(conn)
}

fn main() {}
