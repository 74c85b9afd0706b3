// expect: a table of the plugin `Auth` cannot be reached through the connection of the plugin `Shop`
// ISO-03: A set operation on foreign tables is foreign.
use auth::schema::{sessions, users};
use diesel::prelude::*;
use schema_iso_diesel::plugin;

#[path = "../../../snippets/shop_schema.rs"]
mod schema;

#[plugin(id = "shop")]
pub struct Shop;

pub fn run(conn: &mut SafeConnection<Shop>) -> QueryResult<Vec<String>> {
    users::table
        .select(users::name)
        .union(sessions::table.select(sessions::token))
        .load(conn)
}

fn main() {}
