// ISO-05: A pool hands out the connections of its plugin.
use schema_iso_diesel::plugin;

#[plugin(id = "shop")]
pub struct Shop;

#[path = "../../../snippets/shop_schema.rs"]
mod schema;

use diesel::prelude::*;
use schema::*;

pub fn run(pool: &diesel::PluginPool<Shop>) -> Option<SafeConnection<Shop>> {
    pool.get().ok()
}
