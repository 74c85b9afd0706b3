// expect: cannot move out of dereference
// ISO-05: A scope lends its connection.
use schema_iso_diesel::plugin;

#[plugin(id = "shop")]
pub struct Shop;

#[path = "../../../snippets/shop_schema.rs"]
mod schema;

use diesel::prelude::*;

use diesel::host::Scope;

pub fn smuggle(scope: Scope<'_, Shop>) -> SafeConnection<Shop> {
    *scope
}

fn main() {}
