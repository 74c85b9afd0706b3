// expect: a table of the plugin `auth::Auth` cannot be reached through the connection of the plugin `Shop`
// ISO-03: A re-export is the table.
use diesel::prelude::*;
use schema_iso_diesel::plugin;

#[path = "../../../snippets/shop_schema.rs"]
mod schema;

#[plugin(id = "shop")]
pub struct Shop;

pub fn run(conn: &mut SafeConnection<Shop>) -> QueryResult<Vec<toolbox::tables::User>> {
    toolbox::tables::users::table.load(conn)
}

fn main() {}
