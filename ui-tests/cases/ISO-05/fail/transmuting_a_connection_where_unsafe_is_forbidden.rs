// expect: usage of an `unsafe` block
// ISO-05: `#![forbid(unsafe_code)]` closes the one way around types.
#![forbid(unsafe_code)]

use schema_iso_diesel::plugin;

#[plugin(id = "shop")]
pub struct Shop;

#[path = "../../../snippets/shop_schema.rs"]
mod schema;

use diesel::prelude::*;

pub fn run(conn: SafeConnection<Shop>) {
    let _: SafeConnection<auth::Auth> = unsafe { std::mem::transmute(conn) };
}

fn main() {}
