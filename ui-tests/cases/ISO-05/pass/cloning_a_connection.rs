// ISO-05: A transaction is on one connection; there is no second one.
use schema_iso_diesel::plugin;

#[plugin(id = "shop")]
pub struct Shop;

#[path = "../../../snippets/shop_schema.rs"]
mod schema;

use diesel::prelude::*;
use schema::*;

pub fn run(pool: &diesel::PluginPool<Shop>) {
    let _ = pool.clone();
}
