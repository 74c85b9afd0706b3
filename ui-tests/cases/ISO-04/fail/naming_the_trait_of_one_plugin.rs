// expect: could not find `ownership` in `diesel`
// ISO-04: Which tables may meet is not for a plugin to say.
use schema_iso_diesel::plugin;

#[plugin(id = "shop")]
pub struct Shop;

#[path = "../../../snippets/shop_schema.rs"]
mod schema;

impl diesel::ownership::SamePluginAs<auth::Auth> for Shop {}

fn main() {}
