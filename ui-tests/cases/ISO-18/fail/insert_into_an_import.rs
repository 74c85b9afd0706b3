// expect: `Maker` can only be read
// ISO-18: An import is not written.
use diesel::prelude::*;
use schema_iso_diesel::plugin;

#[path = "../../../snippets/shop_imports.rs"]
mod schema;

use schema::{makers};

#[plugin(id = "shop", depends_on(auth::Auth))]
pub struct Shop;

pub fn run(conn: &mut SafeConnection<Shop>) -> QueryResult<usize> {
    diesel::insert_into(makers::table)
        .values(makers::name.eq("x"))
        .execute(conn)
}

fn main() {}
