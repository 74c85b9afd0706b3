// ISO-18: The rows of an import are not locked.
use diesel::prelude::*;
use schema_iso_diesel::plugin;

#[path = "../../../snippets/shop_imports.rs"]
mod schema;

use schema::{offers};

#[plugin(id = "shop", depends_on(auth::Auth))]
pub struct Shop;

pub fn run(conn: &mut SafeConnection<Shop>) -> QueryResult<Vec<String>> {
    offers::table.select(offers::name).for_no_key_update().load(conn)
}

fn main() {}
