// expect: `sql_query` is withheld from plugins
// ISO-04: The curated Diesel is the same under its own name.
use schema_iso_diesel::plugin;

#[plugin(id = "shop")]
pub struct Shop;

#[path = "../../../snippets/shop_schema.rs"]
mod schema;

use diesel::prelude::*;

pub fn run(conn: &mut SafeConnection<Shop>) -> QueryResult<usize> {
    schema_iso_diesel::sql_query("DELETE FROM plugin_auth.users").execute(conn)
}

fn main() {}
