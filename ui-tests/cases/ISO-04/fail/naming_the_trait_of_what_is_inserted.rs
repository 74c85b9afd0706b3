// expect: could not find `query` in `diesel`
// ISO-04: What may be inserted is a closed list.
use schema_iso_diesel::plugin;

#[plugin(id = "shop")]
pub struct Shop;

#[path = "../../../snippets/shop_schema.rs"]
mod schema;

use diesel::query::InsertSource;

fn main() {}
