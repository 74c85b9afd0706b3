// ISO-05: Two connections can be swapped if they are one plugin's.
use schema_iso_diesel::plugin;

#[plugin(id = "shop")]
pub struct Shop;

#[path = "../../../snippets/shop_schema.rs"]
mod schema;

use diesel::prelude::*;
use schema::*;

pub fn run(mine: &mut SafeConnection<Shop>, other: &mut SafeConnection<Shop>) {
    std::mem::swap(mine, other);
}
