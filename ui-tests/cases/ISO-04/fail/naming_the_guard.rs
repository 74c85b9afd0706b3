// expect: could not find `query` in `diesel`
// ISO-04: The type that checks subselects cannot be named, so nothing can be said about it.
use schema_iso_diesel::plugin;

#[plugin(id = "shop")]
pub struct Shop;

#[path = "../../../snippets/shop_schema.rs"]
mod schema;

use diesel::query::guard::Guard;

fn main() {}
