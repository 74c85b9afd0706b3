// expect: a table of the plugin `Auth` and a table of the plugin `Shop` cannot appear in one query
// ISO-04: The macro checks what it allows.
use schema_iso_diesel::plugin;

#[plugin(id = "shop")]
pub struct Shop;

#[path = "../../../snippets/shop_schema.rs"]
mod schema;

use schema::*;

diesel::allow_tables_to_appear_in_same_query!(auth::schema::users, items);

fn main() {}
