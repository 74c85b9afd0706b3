// expect: `sql_query` is withheld from plugins
// ISO-04: A name in a macro is looked up where the macro is defined, and there it is the
// curated Diesel as well.
use schema_iso_diesel::plugin;

#[plugin(id = "shop")]
pub struct Shop;

#[path = "../../../snippets/shop_schema.rs"]
mod schema;

use diesel::prelude::*;

pub fn run(conn: &mut SafeConnection<Shop>) -> QueryResult<usize> {
    toolbox::raw_sql!("DELETE FROM plugin_auth.users").execute(conn)
}

fn main() {}
