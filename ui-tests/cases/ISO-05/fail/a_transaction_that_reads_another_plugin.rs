// expect: a table of the plugin `Auth` cannot be reached through the connection of the plugin `Shop`
// ISO-05: The closure of a transaction gets the same connection, not a greater one.
use schema_iso_diesel::plugin;

#[plugin(id = "shop")]
pub struct Shop;

#[path = "../../../snippets/shop_schema.rs"]
mod schema;

use diesel::prelude::*;

pub fn run(conn: &mut SafeConnection<Shop>) -> QueryResult<Vec<auth::schema::User>> {
    conn.transaction(|conn| auth::schema::users::table.load::<auth::schema::User>(conn))
}

fn main() {}
