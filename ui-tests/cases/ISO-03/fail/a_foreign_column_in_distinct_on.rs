// expect: this cannot stand in DISTINCT ON of this query
// ISO-03: DISTINCT ON sees the tables of FROM.
use auth::schema::users;
use diesel::prelude::*;
use schema_iso_diesel::plugin;

#[path = "../../../snippets/shop_schema.rs"]
mod schema;

use schema::{Item, items};

#[plugin(id = "shop")]
pub struct Shop;

pub fn run(conn: &mut SafeConnection<Shop>) -> QueryResult<Vec<Item>> {
    items::table.distinct_on(users::name).load(conn)
}

fn main() {}
