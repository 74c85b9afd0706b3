// expect: expected `&mut SafeConnection<Auth>`, found `&mut SafeConnection<P>`
// ISO-05: Whoever is generic over plugins cannot choose one.
use schema_iso_diesel::plugin;

#[plugin(id = "shop")]
pub struct Shop;

#[path = "../../../snippets/shop_schema.rs"]
mod schema;

use diesel::prelude::*;

pub fn any<P: diesel::Plugin>(conn: &mut SafeConnection<P>) -> QueryResult<Vec<String>> {
    auth::api::names(conn)
}

fn main() {}
