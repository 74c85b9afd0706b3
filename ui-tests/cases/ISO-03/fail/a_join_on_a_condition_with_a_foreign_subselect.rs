// expect: the condition of this join is about a table that is not joined here
// ISO-03: A subselect in ON is looked at.
use auth::schema::users;
use diesel::dsl::exists;
use diesel::prelude::*;
use schema_iso_diesel::plugin;

#[path = "../../../snippets/shop_schema.rs"]
mod schema;

use schema::{groups, items};

#[plugin(id = "shop")]
pub struct Shop;

pub fn run(conn: &mut SafeConnection<Shop>) -> QueryResult<Vec<String>> {
    items::table
        .inner_join(groups::table.on(exists(users::table)))
        .select(items::name)
        .load(conn)
}

fn main() {}
