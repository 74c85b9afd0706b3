// expect: `Auth` is not defined in the current crate
// ISO-04: The plugin of another crate is that crate's to describe.
use schema_iso_diesel::plugin;

#[plugin(id = "shop")]
pub struct Shop;

#[path = "../../../snippets/shop_schema.rs"]
mod schema;

impl diesel::Plugin for auth::Auth {
    const METADATA: diesel::__private::PluginMetadata = <Shop as diesel::Plugin>::METADATA;
}

fn main() {}
