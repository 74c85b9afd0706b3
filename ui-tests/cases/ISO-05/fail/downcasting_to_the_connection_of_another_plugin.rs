// expect: expected `Option<&mut SafeConnection<Auth>>`, found `Option<&mut SafeConnection<Shop>>`
// ISO-05: `Any` tells types apart; a connection of one plugin is not a connection of
// another.
use schema_iso_diesel::plugin;

#[plugin(id = "shop")]
pub struct Shop;

#[path = "../../../snippets/shop_schema.rs"]
mod schema;

use diesel::prelude::*;

pub fn run(conn: &mut SafeConnection<Shop>) {
    let any: &mut dyn std::any::Any = conn;
    let stolen: Option<&mut SafeConnection<auth::Auth>> = any.downcast_mut::<SafeConnection<Shop>>();
    let _ = stolen;
}

fn main() {}
