// expect: could not find `ownership` in `diesel`
// ISO-03: What a connection reaches is not for a plugin to say.
use schema_iso_diesel::plugin;

#[path = "../../../snippets/shop_schema.rs"]
mod schema;

#[plugin(id = "shop")]
pub struct Shop;

impl diesel::ownership::ReachableFrom<Shop> for auth::Auth {}

fn main() {}
