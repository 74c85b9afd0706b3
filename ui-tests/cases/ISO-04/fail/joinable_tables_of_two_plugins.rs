// expect: a table of the plugin `Shop` and a table of the plugin `Auth` cannot appear in one query
// ISO-04: The macro checks what it joins.
use schema_iso_diesel::plugin;

#[plugin(id = "shop")]
pub struct Shop;

#[path = "../../../snippets/shop_schema.rs"]
mod schema;

use schema::*;

diesel::joinable!(items -> auth::schema::users (group_id));

fn main() {}
