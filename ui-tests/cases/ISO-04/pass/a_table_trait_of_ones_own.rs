// ISO-04: The curated `Table` is good for a bound and nothing else.
use schema_iso_diesel::plugin;

#[plugin(id = "shop")]
pub struct Shop;

#[path = "../../../snippets/shop_schema.rs"]
mod schema;

use diesel::prelude::*;
use schema::*;

pub fn known<T: diesel::Table>(table: T) -> T {
    table
}
