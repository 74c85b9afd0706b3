// expect: a table of the plugin `Auth` cannot be reached through the connection of the plugin `Shop`
// ISO-03: A changeset changes the table that it is for.
use auth::schema::{UserChanges, users};
use diesel::prelude::*;
use schema_iso_diesel::plugin;

#[path = "../../../snippets/shop_schema.rs"]
mod schema;

#[plugin(id = "shop")]
pub struct Shop;

pub fn run(conn: &mut SafeConnection<Shop>, changes: &UserChanges) -> QueryResult<usize> {
    diesel::update(users::table).set(changes).execute(conn)
}

fn main() {}
