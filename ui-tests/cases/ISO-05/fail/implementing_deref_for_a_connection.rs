// expect: only traits defined in the current crate
// ISO-05: Neither the trait nor the type is the plugin's.
use schema_iso_diesel::plugin;

#[plugin(id = "shop")]
pub struct Shop;

#[path = "../../../snippets/shop_schema.rs"]
mod schema;

use diesel::prelude::*;

impl std::ops::Deref for SafeConnection<Shop> {
    type Target = str;

    fn deref(&self) -> &str {
        ""
    }
}

fn main() {}
