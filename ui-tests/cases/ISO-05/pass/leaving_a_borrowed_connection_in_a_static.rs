// ISO-05: A borrowed connection does not outlive its loan.
use schema_iso_diesel::plugin;

#[plugin(id = "shop")]
pub struct Shop;

#[path = "../../../snippets/shop_schema.rs"]
mod schema;

use diesel::prelude::*;
use schema::*;

use std::sync::OnceLock;

static KEPT: OnceLock<diesel::PluginPool<Shop>> = OnceLock::new();

pub fn keep(pool: diesel::PluginPool<Shop>) {
    let _ = KEPT.set(pool);
}
