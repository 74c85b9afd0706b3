// expect: `sql_query` is withheld from plugins
// errors: 1
// ISO-04: Raw SQL can name any table.
use schema_iso_diesel::plugin;

#[plugin(id = "shop")]
pub struct Shop;

#[path = "../../../snippets/shop_schema.rs"]
mod schema;

use diesel::prelude::*;

pub fn run(conn: &mut SafeConnection<Shop>) -> QueryResult<usize> {
    diesel::sql_query("DELETE FROM plugin_auth.users").execute(conn)
}

fn main() {}
