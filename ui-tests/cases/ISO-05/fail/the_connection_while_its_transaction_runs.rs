// expect: closure requires unique access to `*conn` but it is already borrowed
// ISO-05: While the closure runs, the connection is its alone.
// errors: 2
use schema_iso_diesel::plugin;

#[plugin(id = "shop")]
pub struct Shop;

#[path = "../../../snippets/shop_schema.rs"]
mod schema;

use diesel::prelude::*;
use schema::*;

pub fn run(conn: &mut SafeConnection<Shop>) -> QueryResult<Vec<Item>> {
    conn.transaction(|_| items::table.load::<Item>(conn))
}

fn main() {}
