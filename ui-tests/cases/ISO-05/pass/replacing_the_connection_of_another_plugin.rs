// ISO-05: A connection takes the place of one of the same plugin.
use schema_iso_diesel::plugin;

#[plugin(id = "shop")]
pub struct Shop;

#[path = "../../../snippets/shop_schema.rs"]
mod schema;

use diesel::prelude::*;
use schema::*;

pub fn run(mine: SafeConnection<Shop>, other: &mut SafeConnection<Shop>) {
    let _ = std::mem::replace(other, mine);
}
