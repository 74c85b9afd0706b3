// expect: cannot appear in one query
// ISO-03: An alias in EXISTS is of its table's plugin.
use auth::schema::users;
use diesel::dsl::exists;
use diesel::prelude::*;
use schema_iso_diesel::plugin;

#[path = "../../../snippets/shop_schema.rs"]
mod schema;

use schema::{Item, items};

#[plugin(id = "shop")]
pub struct Shop;

pub fn run(conn: &mut SafeConnection<Shop>) -> QueryResult<Vec<Item>> {
    let other = diesel::alias!(users as other);
    items::table
        .filter(exists(other.filter(other.field(users::id).gt(1_i64))))
        .load(conn)
}

fn main() {}
