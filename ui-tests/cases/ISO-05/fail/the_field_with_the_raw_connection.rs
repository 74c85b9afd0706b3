// expect: field `lent`
// ISO-05: The field is private.
use schema_iso_diesel::plugin;

#[plugin(id = "shop")]
pub struct Shop;

#[path = "../../../snippets/shop_schema.rs"]
mod schema;

use diesel::prelude::*;

pub fn run(conn: &mut SafeConnection<Shop>) {
    let _ = &mut conn.lent;
}

fn main() {}
