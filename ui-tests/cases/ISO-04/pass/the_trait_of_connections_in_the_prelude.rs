// ISO-04: What is a connection can be told to run anything.
use schema_iso_diesel::plugin;

#[plugin(id = "shop")]
pub struct Shop;

#[path = "../../../snippets/shop_schema.rs"]
mod schema;

use diesel::prelude::*;
use schema::*;

pub fn run(_: &mut SafeConnection<Shop>) -> QueryResult<usize> {
    Ok(0)
}
