// expect: only traits defined in the current crate can be implemented for types defined outside of the crate
// ISO-05: A connection and the trait are of other crates, so it does not become one of Diesel's connections.
use schema_iso_diesel::plugin;

#[plugin(id = "shop")]
pub struct Shop;

#[path = "../../../snippets/shop_schema.rs"]
mod schema;

use diesel::prelude::*;

impl diesel::connection::Connection for SafeConnection<Shop> {}

fn main() {}
