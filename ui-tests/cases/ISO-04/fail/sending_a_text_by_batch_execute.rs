// expect: `batch_execute` is withheld from plugins
// errors: 1
// ISO-04: A connection runs statements of the query builder only.
use schema_iso_diesel::plugin;

#[plugin(id = "shop")]
pub struct Shop;

#[path = "../../../snippets/shop_schema.rs"]
mod schema;

use diesel::prelude::*;

pub fn run(conn: &mut SafeConnection<Shop>) -> QueryResult<usize> {
    conn.batch_execute("DELETE FROM plugin_auth.users").map(|()| 0)
}

fn main() {}
