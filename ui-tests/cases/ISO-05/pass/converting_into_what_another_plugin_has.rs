// ISO-05: There is no `From`.
use schema_iso_diesel::plugin;

#[plugin(id = "shop")]
pub struct Shop;

#[path = "../../../snippets/shop_schema.rs"]
mod schema;

use diesel::prelude::*;
use schema::*;

pub fn run(conn: SafeConnection<Shop>) {
    let _: SafeConnection<Shop> = conn.into();
}
