// expect: this cannot stand in DISTINCT ON of this query
// ISO-03: A subselect in DISTINCT ON is looked at.
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
        .distinct_on(users::table.select(users::name).single_value())
        .load(conn)
}

fn main() {}
