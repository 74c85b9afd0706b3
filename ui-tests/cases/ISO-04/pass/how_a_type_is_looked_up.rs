// ISO-04: A look-up without a schema finds another plugin's type.
use schema_iso_diesel::plugin;

#[plugin(id = "shop")]
pub struct Shop;

#[path = "../../../snippets/shop_schema.rs"]
mod schema;

use diesel::prelude::*;
use schema::*;

use diesel::sql_types::SqlType;
