// expect: this query cannot be boxed
// ISO-03: Boxes at every depth hide nothing.
// errors: 2
use auth::schema::users;
use diesel::dsl::exists;
use diesel::prelude::*;
use schema_iso_diesel::plugin;

#[path = "../../../snippets/shop_schema.rs"]
mod schema;

use schema::{Item, groups, items};

#[plugin(id = "shop")]
pub struct Shop;

pub fn run(conn: &mut SafeConnection<Shop>) -> QueryResult<Vec<Item>> {
    let innermost = users::table.filter(users::name.eq("x")).into_boxed();
    let inner = groups::table.filter(exists(innermost)).into_boxed();
    items::table.filter(exists(inner)).into_boxed().load(conn)
}

fn main() {}
