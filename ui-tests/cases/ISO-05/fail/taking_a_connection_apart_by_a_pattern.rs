// expect: field `lent` of struct `diesel::SafeConnection` is private
// ISO-05: The fields are private.
use schema_iso_diesel::plugin;

#[plugin(id = "shop")]
pub struct Shop;

#[path = "../../../snippets/shop_schema.rs"]
mod schema;

use diesel::prelude::*;

pub fn run(conn: &mut SafeConnection<Shop>) {
    let SafeConnection { lent, .. } = conn;
    let _ = lent;
}

fn main() {}
