// expect: could not find `ownership` in `diesel`
// ISO-04: Who may reach whom is not for a plugin to say.
use schema_iso_diesel::plugin;

#[plugin(id = "shop")]
pub struct Shop;

#[path = "../../../snippets/shop_schema.rs"]
mod schema;

impl diesel::ownership::ReachableFrom<Shop> for auth::Auth {}

fn main() {}
