// expect: the trait bound `diesel::SafeConnection<Auth>: From<diesel::SafeConnection<Shop>>` is not satisfied
// ISO-05: There is no `From`.
use schema_iso_diesel::plugin;

#[plugin(id = "shop")]
pub struct Shop;

#[path = "../../../snippets/shop_schema.rs"]
mod schema;

use diesel::prelude::*;

pub fn run(conn: SafeConnection<Shop>) {
    let _: SafeConnection<auth::Auth> = conn.into();
}

fn main() {}
