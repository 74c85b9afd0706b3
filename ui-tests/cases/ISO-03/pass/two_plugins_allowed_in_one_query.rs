// ISO-03: `allow_tables_to_appear_in_same_query!` is for tables of one plugin.
use diesel::prelude::*;
use schema_iso_diesel::plugin;

#[path = "../../../snippets/shop_schema.rs"]
mod schema;

use schema::{groups, items};

#[plugin(id = "shop")]
pub struct Shop;

diesel::allow_tables_to_appear_in_same_query!(items, groups);
