// ISO-05: What Rust cannot prove is said aloud, and a crate can forbid it.
use schema_iso_diesel::plugin;

#[plugin(id = "shop")]
pub struct Shop;

#[path = "../../../snippets/shop_schema.rs"]
mod schema;

use diesel::prelude::*;
use schema::*;

pub fn run(conn: SafeConnection<Shop>) {
    let _: SafeConnection<Shop> = std::convert::identity(conn);
}
