// expect: cannot appear in one query
// ISO-03: Both ends of BETWEEN are looked at.
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
        .filter(items::description.between("a", users::table.select(users::name).single_value()))
        .load(conn)
}

fn main() {}
