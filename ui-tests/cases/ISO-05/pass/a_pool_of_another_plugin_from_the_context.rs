// ISO-05: `init` gets what is its own, and nobody else's.
use schema_iso_diesel::plugin;

#[plugin(id = "shop")]
pub struct Shop;

#[path = "../../../snippets/shop_schema.rs"]
mod schema;

use diesel::prelude::*;
use schema::*;

use diesel::{PluginContext, PluginPool};

pub fn init(context: &PluginContext<Shop>) -> PluginPool<Shop> {
    context.pool()
}
