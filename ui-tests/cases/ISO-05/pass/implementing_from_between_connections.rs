// ISO-05: Neither the trait nor one of the types is the plugin's.
use schema_iso_diesel::plugin;

#[plugin(id = "shop")]
pub struct Shop;

#[path = "../../../snippets/shop_schema.rs"]
mod schema;

use diesel::prelude::*;
use schema::*;

pub struct Store(pub SafeConnection<Shop>);

impl From<SafeConnection<Shop>> for Store {
    fn from(conn: SafeConnection<Shop>) -> Self {
        Self(conn)
    }
}
