// expect: cannot appear in one query
// ISO-03: A list in IN holds expressions, and they are looked at.
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
        .filter(items::group_id.eq_any(vec![users::id]))
        .load(conn)
}

fn main() {}
