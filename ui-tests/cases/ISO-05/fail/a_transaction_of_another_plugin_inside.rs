// expect: found closure signature `fn(&mut diesel::SafeConnection<Auth>) -> _`
// ISO-05: A transaction inside a transaction is on the same connection.
use schema_iso_diesel::plugin;

#[plugin(id = "shop")]
pub struct Shop;

#[path = "../../../snippets/shop_schema.rs"]
mod schema;

use diesel::prelude::*;

pub fn run(conn: &mut SafeConnection<Shop>) -> QueryResult<Vec<String>> {
    conn.transaction(|conn: &mut SafeConnection<auth::Auth>| auth::api::names(conn))
}

fn main() {}
