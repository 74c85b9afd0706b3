// expect: expected `SafeConnection<Auth>`, found `SafeConnection<Shop>`
// ISO-05: A connection takes the place of one of the same plugin.
use schema_iso_diesel::plugin;

#[plugin(id = "shop")]
pub struct Shop;

#[path = "../../../snippets/shop_schema.rs"]
mod schema;

use diesel::prelude::*;

pub fn run(mine: SafeConnection<Shop>, theirs: &mut SafeConnection<auth::Auth>) {
    let _ = std::mem::replace(theirs, mine);
}

fn main() {}
