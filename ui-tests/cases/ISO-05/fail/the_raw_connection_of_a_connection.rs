// expect: method `into_raw` is private
// ISO-05: The method is the host's.
use schema_iso_diesel::plugin;

#[plugin(id = "shop")]
pub struct Shop;

#[path = "../../../snippets/shop_schema.rs"]
mod schema;

use diesel::prelude::*;

pub fn run(conn: SafeConnection<Shop>) {
    let _ = conn.into_raw();
}

fn main() {}
