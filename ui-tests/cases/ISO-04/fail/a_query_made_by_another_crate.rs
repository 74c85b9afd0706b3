// expect: a table of the plugin `Auth` cannot be reached through the connection of the plugin `Shop`
// ISO-04: A query keeps its owner, whoever made it.
use schema_iso_diesel::plugin;

#[plugin(id = "shop")]
pub struct Shop;

#[path = "../../../snippets/shop_schema.rs"]
mod schema;

use diesel::prelude::*;

pub fn run(conn: &mut SafeConnection<Shop>) -> QueryResult<usize> {
    auth::api::admins().execute(conn)
}

fn main() {}
