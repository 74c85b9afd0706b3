// expect: rows of `Maker` cannot be locked
// ISO-18: An alias is what it stands for.
use diesel::prelude::*;
use schema_iso_diesel::plugin;

#[path = "../../../snippets/shop_imports.rs"]
mod schema;

use schema::{makers};

#[plugin(id = "shop", depends_on(auth::Auth))]
pub struct Shop;

pub fn run(conn: &mut SafeConnection<Shop>) -> QueryResult<Vec<String>> {
    let others = diesel::alias!(makers as others);
    others.select(others.field(makers::name)).for_share().load(conn)
}

fn main() {}
