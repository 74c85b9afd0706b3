// expect: no method named `clone` found for struct `diesel::SafeConnection<P>`
// ISO-05: A transaction is on one connection; there is no second one.
use schema_iso_diesel::plugin;

#[plugin(id = "shop")]
pub struct Shop;

#[path = "../../../snippets/shop_schema.rs"]
mod schema;

use diesel::prelude::*;
use schema::*;

pub fn run(conn: SafeConnection<Shop>) {
    let mut second: SafeConnection<Shop> = conn.clone();
    let _ = items::table.load::<Item>(&mut second);
}

fn main() {}
