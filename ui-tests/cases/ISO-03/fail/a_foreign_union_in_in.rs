// expect: cannot appear in one query
// ISO-03: A set operation in IN is looked at on both sides.
use auth::schema::users;
use diesel::prelude::*;
use schema_iso_diesel::plugin;

#[path = "../../../snippets/shop_schema.rs"]
mod schema;

use schema::{Item, groups, items};

#[plugin(id = "shop")]
pub struct Shop;

pub fn run(conn: &mut SafeConnection<Shop>) -> QueryResult<Vec<Item>> {
    items::table
        .filter(
            items::group_id.eq_any(
                groups::table
                    .select(groups::id)
                    .union(users::table.select(users::id)),
            ),
        )
        .load(conn)
}

fn main() {}
