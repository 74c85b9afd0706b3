// expect: cannot appear in one query
// ISO-03: `joinable!` is for tables of one plugin.
use auth::schema::users;
use schema_iso_diesel::plugin;

#[path = "../../../snippets/shop_schema.rs"]
mod schema;

use schema::items;

#[plugin(id = "shop")]
pub struct Shop;

diesel::joinable!(items -> users (group_id));

fn main() {}
