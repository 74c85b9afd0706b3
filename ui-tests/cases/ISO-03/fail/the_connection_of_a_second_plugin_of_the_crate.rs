// expect: cannot be reached through the connection of the plugin `Second`
// ISO-03: Two plugins of one crate have two connections.
use diesel::prelude::*;
use schema_iso_diesel::plugin;

#[path = "../../../snippets/shop_schema.rs"]
mod schema;

use schema::{Item, items};

#[plugin(id = "shop")]
pub struct Shop;

pub struct Second;
impl diesel::__private::ManifestCheckedByMacro for Second {}
impl diesel::__private::Plugin for Second {
    const METADATA: diesel::__private::PluginMetadata = diesel::__private::PluginMetadata::new(
        diesel::__private::PluginId::literal("second"),
        "second",
        "0.1.0",
    );
}

pub fn run(conn: &mut SafeConnection<Second>) -> QueryResult<Vec<Item>> {
    items::table.load(conn)
}

fn main() {}
