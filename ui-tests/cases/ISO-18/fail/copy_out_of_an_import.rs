// expect: `Maker` cannot be copied
// ISO-18: COPY reads tables of the plugin; an import is loaded.
use diesel::prelude::*;
use schema_iso_diesel::plugin;

#[path = "../../../snippets/shop_imports.rs"]
mod schema;

use schema::{makers};

#[plugin(id = "shop", depends_on(auth::Auth))]
pub struct Shop;

pub fn run(conn: &mut SafeConnection<Shop>) -> QueryResult<usize> {
    diesel::copy_to(makers::table).load::<schema::Maker, _>(conn)?.count();
    Ok(0)
}

fn main() {}
