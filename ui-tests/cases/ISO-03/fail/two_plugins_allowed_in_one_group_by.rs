// expect: cannot appear in one query
// ISO-03: `allow_columns_to_appear_in_same_group_by_clause!` is for columns of one plugin.
use auth::schema::users;
use schema_iso_diesel::plugin;

#[path = "../../../snippets/shop_schema.rs"]
mod schema;

use schema::items;

#[plugin(id = "shop")]
pub struct Shop;

diesel::allow_columns_to_appear_in_same_group_by_clause!(items::name, users::name);

fn main() {}
