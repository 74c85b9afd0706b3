// ISO-18: The rows of an import are not locked.
use diesel::prelude::*;
use schema_iso_diesel::plugin;

#[path = "../../../snippets/shop_imports.rs"]
mod schema;

use schema::{offers};

#[plugin(id = "shop", depends_on(auth::Auth))]
pub struct Shop;

pub fn run(conn: &mut SafeConnection<Shop>) -> QueryResult<Vec<String>> {
    offers::table.select(offers::name).for_key_share().load(conn)
}

fn main() {}
