// expect: expected `&mut SafeConnection<Shop>`, found `&mut SafeConnection<Auth>`
// ISO-05: Two connections can be swapped if they are one plugin's.
use schema_iso_diesel::plugin;

#[plugin(id = "shop")]
pub struct Shop;

#[path = "../../../snippets/shop_schema.rs"]
mod schema;

use diesel::prelude::*;

pub fn run(mine: &mut SafeConnection<Shop>, theirs: &mut SafeConnection<auth::Auth>) {
    std::mem::swap(mine, theirs);
}

fn main() {}
