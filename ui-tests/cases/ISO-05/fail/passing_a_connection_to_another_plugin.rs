// expect: expected `&mut SafeConnection<Auth>`, found `&mut SafeConnection<Shop>`
// ISO-05: A function of another plugin takes that plugin's connection.
use schema_iso_diesel::plugin;

#[plugin(id = "shop")]
pub struct Shop;

#[path = "../../../snippets/shop_schema.rs"]
mod schema;

use diesel::prelude::*;

pub fn run(conn: &mut SafeConnection<Shop>) -> QueryResult<Vec<String>> {
    auth::api::names(conn)
}

fn main() {}
