// expect: unresolved import `diesel::connection::SimpleConnection`
// ISO-04: Its one method sends a text.
use schema_iso_diesel::plugin;

#[plugin(id = "shop")]
pub struct Shop;

#[path = "../../../snippets/shop_schema.rs"]
mod schema;

use diesel::connection::SimpleConnection;

fn main() {}
