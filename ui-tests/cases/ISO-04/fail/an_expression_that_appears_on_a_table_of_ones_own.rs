// expect: only traits defined in the current crate
// ISO-04: The orphan rule: neither the trait nor the column nor the table is the plugin's.
use schema_iso_diesel::plugin;

#[plugin(id = "shop")]
pub struct Shop;

#[path = "../../../snippets/shop_schema.rs"]
mod schema;

use schema::*;

impl diesel::AppearsOnTable<items::table> for auth::schema::users::name {}

fn main() {}
