// expect: unresolved import `diesel::query_source::JoinTo`
// ISO-04: What joins with what is not for a plugin to say.
use schema_iso_diesel::plugin;

#[plugin(id = "shop")]
pub struct Shop;

#[path = "../../../snippets/shop_schema.rs"]
mod schema;

use diesel::query_source::JoinTo;

fn main() {}
