// expect: cannot find trait `Connection` in module `diesel::connection`
// ISO-05: The trait cannot be named, so nothing becomes a connection.
use schema_iso_diesel::plugin;

#[plugin(id = "shop")]
pub struct Shop;

#[path = "../../../snippets/shop_schema.rs"]
mod schema;

use diesel::prelude::*;

impl diesel::connection::Connection for SafeConnection<Shop> {}

fn main() {}
