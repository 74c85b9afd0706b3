// expect: a table of the plugin `Auth` cannot be reached through the connection of the plugin `Shop`
// ISO-03: The foreign insertable goes into the foreign table.
use auth::schema::{NewUser, users};
use diesel::prelude::*;
use schema_iso_diesel::plugin;

#[path = "../../../snippets/shop_schema.rs"]
mod schema;

#[plugin(id = "shop")]
pub struct Shop;

pub fn run(conn: &mut SafeConnection<Shop>, row: &NewUser) -> QueryResult<usize> {
    diesel::insert_into(users::table).values(row).execute(conn)
}

fn main() {}
