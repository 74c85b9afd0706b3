// expect: could not find `ownership` in `diesel`
// ISO-03: Which plugins are the same is not for a plugin to say.
use schema_iso_diesel::plugin;

#[path = "../../../snippets/shop_schema.rs"]
mod schema;

#[plugin(id = "shop")]
pub struct Shop;

impl diesel::ownership::SamePluginAs<Shop> for auth::Auth {
    type Then<T> = T;
}

fn main() {}
