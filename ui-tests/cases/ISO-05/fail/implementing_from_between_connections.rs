// expect: only traits defined in the current crate
// ISO-05: Neither the trait nor one of the types is the plugin's.
use schema_iso_diesel::plugin;

#[plugin(id = "shop")]
pub struct Shop;

#[path = "../../../snippets/shop_schema.rs"]
mod schema;

use diesel::prelude::*;

impl From<SafeConnection<Shop>> for SafeConnection<auth::Auth> {
    fn from(_: SafeConnection<Shop>) -> Self {
        loop {}
    }
}

fn main() {}
