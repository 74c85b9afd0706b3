// ISO-04: Its one method sends a text.
use schema_iso_diesel::plugin;

#[plugin(id = "shop")]
pub struct Shop;

#[path = "../../../snippets/shop_schema.rs"]
mod schema;

use diesel::prelude::*;
use schema::*;

use diesel::RunQueryDsl;
