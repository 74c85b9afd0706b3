// expect: cannot appear in one query
// ISO-03: It does not matter which side of a join is foreign.
use auth::schema::users;
use diesel::prelude::*;
use schema_iso_diesel::plugin;

#[path = "../../../snippets/shop_schema.rs"]
mod schema;

use schema::items;

#[plugin(id = "shop")]
pub struct Shop;

pub fn run(conn: &mut SafeConnection<Shop>) -> QueryResult<Vec<String>> {
    users::table
        .inner_join(items::table.on(users::id.eq(items::group_id)))
        .select(items::name)
        .load(conn)
}

fn main() {}
