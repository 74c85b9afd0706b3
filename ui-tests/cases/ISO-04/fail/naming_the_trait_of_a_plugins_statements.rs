// expect: could not find `query` in `diesel`
// ISO-04: What may run where is not for a plugin to say.
use schema_iso_diesel::plugin;

#[plugin(id = "shop")]
pub struct Shop;

#[path = "../../../snippets/shop_schema.rs"]
mod schema;

impl diesel::query::plugin_query::PluginQuery<Shop> for auth::schema::users::table {}

fn main() {}
