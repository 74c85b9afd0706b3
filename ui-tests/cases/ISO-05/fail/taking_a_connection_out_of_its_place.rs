// expect: the trait bound `diesel::SafeConnection<Shop>: Default` is not satisfied
// ISO-05: There is no connection to leave behind.
use schema_iso_diesel::plugin;

#[plugin(id = "shop")]
pub struct Shop;

#[path = "../../../snippets/shop_schema.rs"]
mod schema;

use diesel::prelude::*;

pub fn run(conn: &mut SafeConnection<Shop>) {
    let _ = std::mem::take(conn);
}

fn main() {}
