// ISO-04: `diesel::internal` has what derives need, and no more.
use schema_iso_diesel::plugin;

#[plugin(id = "shop")]
pub struct Shop;

#[path = "../../../snippets/shop_schema.rs"]
mod schema;

use diesel::prelude::*;
use schema::*;

use diesel::query_builder::InsertStatement;
