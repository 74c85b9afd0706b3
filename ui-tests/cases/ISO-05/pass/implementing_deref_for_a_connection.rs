// ISO-05: Neither the trait nor the type is the plugin's.
use schema_iso_diesel::plugin;

#[plugin(id = "shop")]
pub struct Shop;

#[path = "../../../snippets/shop_schema.rs"]
mod schema;

use diesel::prelude::*;
use schema::*;

pub struct Store(pub SafeConnection<Shop>);

impl std::ops::Deref for Store {
    type Target = SafeConnection<Shop>;

    fn deref(&self) -> &SafeConnection<Shop> {
        &self.0
    }
}
