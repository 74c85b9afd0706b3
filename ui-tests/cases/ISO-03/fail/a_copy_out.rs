// expect: a table of the plugin `Auth` cannot be reached through the connection of the plugin `Shop`
// ISO-03: COPY reads a table.
// errors: 2
use auth::schema::users;
use diesel::prelude::*;
use schema_iso_diesel::plugin;

#[path = "../../../snippets/shop_schema.rs"]
mod schema;

#[plugin(id = "shop")]
pub struct Shop;

pub fn run(conn: &mut SafeConnection<Shop>) -> QueryResult<bool> {
    Ok(diesel::copy_to(users::table).load_raw(conn).is_ok())
}

fn main() {}
