// expect: cannot appear in one query
// ISO-03: A struct is selected from its own table.
// errors: 2
use auth::schema::User;
use diesel::prelude::*;
use schema_iso_diesel::plugin;

#[path = "../../../snippets/shop_schema.rs"]
mod schema;

use schema::items;

#[plugin(id = "shop")]
pub struct Shop;

pub fn run(conn: &mut SafeConnection<Shop>) -> QueryResult<Vec<User>> {
    items::table.select(User::as_select()).load(conn)
}

fn main() {}
