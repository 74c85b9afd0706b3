// ISO-05: There is no `Deref`, so nothing is found behind the type.
use schema_iso_diesel::plugin;

#[plugin(id = "shop")]
pub struct Shop;

#[path = "../../../snippets/shop_schema.rs"]
mod schema;

use diesel::prelude::*;
use schema::*;

pub fn run(conn: &mut SafeConnection<Shop>) {
    let _ = &mut *conn;
}
