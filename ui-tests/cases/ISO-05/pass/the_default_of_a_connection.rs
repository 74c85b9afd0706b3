// ISO-05: A connection comes from the host.
use schema_iso_diesel::plugin;

#[plugin(id = "shop")]
pub struct Shop;

#[path = "../../../snippets/shop_schema.rs"]
mod schema;

use diesel::prelude::*;
use schema::*;

pub fn run(pool: &diesel::PluginPool<Shop>) {
    let _ = pool.get();
}
