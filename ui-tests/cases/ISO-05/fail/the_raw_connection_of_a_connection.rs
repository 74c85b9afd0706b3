// expect: method `into_lent` is private
// ISO-05: The method is the host's.
use schema_iso_diesel::plugin;

#[plugin(id = "shop")]
pub struct Shop;

#[path = "../../../snippets/shop_schema.rs"]
mod schema;

use diesel::prelude::*;

pub fn run(conn: SafeConnection<Shop>) {
    let _ = conn.into_lent();
}

fn main() {}
