// ISO-05: `Any` tells types apart; a connection of one plugin is not a connection of
// another.
use schema_iso_diesel::plugin;

#[plugin(id = "shop")]
pub struct Shop;

#[path = "../../../snippets/shop_schema.rs"]
mod schema;

use diesel::prelude::*;
use schema::*;

pub fn run(conn: &mut SafeConnection<Shop>) {
    let any: &mut dyn std::any::Any = conn;
    let own: Option<&mut SafeConnection<Shop>> = any.downcast_mut::<SafeConnection<Shop>>();
    let _ = own;
}
