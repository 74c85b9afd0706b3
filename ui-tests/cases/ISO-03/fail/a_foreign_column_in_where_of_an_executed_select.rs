// expect: cannot appear in one query
// ISO-03: `execute` holds WHERE against FROM as well.
use auth::schema::users;
use diesel::prelude::*;
use schema_iso_diesel::plugin;

#[path = "../../../snippets/shop_schema.rs"]
mod schema;

use schema::items;

#[plugin(id = "shop")]
pub struct Shop;

pub fn run(conn: &mut SafeConnection<Shop>) -> QueryResult<usize> {
    items::table.filter(users::name.eq("x")).execute(conn)
}

fn main() {}
