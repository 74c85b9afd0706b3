// expect: rows of `Maker` cannot be locked
// ISO-18: The rows of an import are not locked.
use diesel::prelude::*;
use schema_iso_diesel::plugin;

#[path = "../../../snippets/shop_imports.rs"]
mod schema;

use schema::{makers};

#[plugin(id = "shop", depends_on(auth::Auth))]
pub struct Shop;

pub fn run(conn: &mut SafeConnection<Shop>) -> QueryResult<Vec<String>> {
    makers::table.select(makers::name).for_key_share().load(conn)
}

fn main() {}
