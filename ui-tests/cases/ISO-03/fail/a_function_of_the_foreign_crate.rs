// expect: expected `&mut SafeConnection<Auth>`, found `&mut SafeConnection<Shop>`
// ISO-03: A function of another plugin takes that plugin's connection.
use diesel::prelude::*;
use schema_iso_diesel::plugin;

#[path = "../../../snippets/shop_schema.rs"]
mod schema;

#[plugin(id = "shop")]
pub struct Shop;

pub fn run(conn: &mut SafeConnection<Shop>) -> QueryResult<Vec<String>> {
    auth::api::names(conn)
}

fn main() {}
