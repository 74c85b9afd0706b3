// ISO-04: A plugin gets its connections from the host.
use schema_iso_diesel::plugin;

#[plugin(id = "shop")]
pub struct Shop;

#[path = "../../../snippets/shop_schema.rs"]
mod schema;

use diesel::prelude::*;
use schema::*;

pub fn open(pool: &diesel::PluginPool<Shop>) {
    let _ = pool.get();
}
