// expect: a table of the plugin `auth::Auth` cannot be reached through the connection of the plugin `Shop`
// ISO-04: A table keeps its owner, whoever names it.
use schema_iso_diesel::plugin;

#[plugin(id = "shop")]
pub struct Shop;

#[path = "../../../snippets/shop_schema.rs"]
mod schema;

use diesel::prelude::*;

pub fn run(conn: &mut SafeConnection<Shop>) -> QueryResult<usize> {
    toolbox::tables::users::table.execute(conn)
}

fn main() {}
