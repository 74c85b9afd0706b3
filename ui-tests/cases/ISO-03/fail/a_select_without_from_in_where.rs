// expect: cannot be used as a subselect
// ISO-03: A select without FROM stands in no other query.
// errors: 2
use auth::schema::users;
use diesel::dsl::{exists, select};
use diesel::prelude::*;
use schema_iso_diesel::plugin;

#[path = "../../../snippets/shop_schema.rs"]
mod schema;

use schema::{Item, items};

#[plugin(id = "shop")]
pub struct Shop;

pub fn run(conn: &mut SafeConnection<Shop>) -> QueryResult<Vec<Item>> {
    items::table
        .filter(exists(select(exists(users::table))))
        .load(conn)
}

fn main() {}
