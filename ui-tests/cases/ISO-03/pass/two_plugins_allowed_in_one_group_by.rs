// ISO-03: `allow_columns_to_appear_in_same_group_by_clause!` is for columns of one plugin.
use diesel::prelude::*;
use schema_iso_diesel::plugin;

#[path = "../../../snippets/shop_schema.rs"]
mod schema;

use schema::{groups, items};

#[plugin(id = "shop")]
pub struct Shop;

diesel::allow_columns_to_appear_in_same_group_by_clause!(items::name, groups::title);
