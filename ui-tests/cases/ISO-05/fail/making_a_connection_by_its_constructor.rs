// expect: associated function `new` is private
// ISO-05: The constructor is the host's.
use schema_iso_diesel::plugin;

#[plugin(id = "shop")]
pub struct Shop;

#[path = "../../../snippets/shop_schema.rs"]
mod schema;

use diesel::prelude::*;

pub fn run(conn: &mut SafeConnection<Shop>) {
    let _ = SafeConnection::<Shop>::new;
}

fn main() {}
