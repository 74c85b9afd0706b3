// expect: `PgConnection` is withheld from plugins
// ISO-05: What cannot be named cannot be downcast to.
use schema_iso_diesel::plugin;

#[plugin(id = "shop")]
pub struct Shop;

#[path = "../../../snippets/shop_schema.rs"]
mod schema;

use diesel::prelude::*;

pub fn run(conn: &mut SafeConnection<Shop>) {
    let any: &mut dyn std::any::Any = conn;
    let _ = any.downcast_mut::<diesel::PgConnection>();
}

fn main() {}
