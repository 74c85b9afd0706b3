// expect: the condition of this join is about a table that is not joined here
// ISO-03: ON sees the tables of the join.
use auth::schema::users;
use diesel::prelude::*;
use schema_iso_diesel::plugin;

#[path = "../../../snippets/shop_schema.rs"]
mod schema;

use schema::{groups, items};

#[plugin(id = "shop")]
pub struct Shop;

pub fn run(conn: &mut SafeConnection<Shop>) -> QueryResult<Vec<String>> {
    items::table
        .inner_join(groups::table.on(users::id.eq(items::group_id)))
        .select(items::name)
        .load(conn)
}

fn main() {}
