// expect: `sql_query` is withheld from plugins
// ISO-04: `::diesel` in a macro of another crate is the curated Diesel here.
use schema_iso_diesel::plugin;

#[plugin(id = "shop")]
pub struct Shop;

#[path = "../../../snippets/shop_schema.rs"]
mod schema;

use diesel::prelude::*;

pub fn run(conn: &mut SafeConnection<Shop>) -> QueryResult<usize> {
    toolbox::raw_sql_here!("DELETE FROM plugin_auth.users").execute(conn)
}

fn main() {}
