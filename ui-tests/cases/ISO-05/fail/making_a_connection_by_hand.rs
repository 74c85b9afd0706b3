// expect: field `lent` of struct `diesel::SafeConnection` is private
// ISO-05: A connection comes from the host.
use schema_iso_diesel::plugin;

#[plugin(id = "shop")]
pub struct Shop;

#[path = "../../../snippets/shop_schema.rs"]
mod schema;

use diesel::prelude::*;

use std::marker::PhantomData;

pub fn forge(conn: SafeConnection<Shop>) -> SafeConnection<auth::Auth> {
    SafeConnection { lent: conn.lent, plugin: PhantomData }
}

fn main() {}
