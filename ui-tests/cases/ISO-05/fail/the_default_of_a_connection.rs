// expect: no function or associated item named `default`
// ISO-05: A connection comes from the host.
use schema_iso_diesel::plugin;

#[plugin(id = "shop")]
pub struct Shop;

#[path = "../../../snippets/shop_schema.rs"]
mod schema;

use diesel::prelude::*;

pub fn run() {
    let _ = SafeConnection::<Shop>::default();
}

fn main() {}
