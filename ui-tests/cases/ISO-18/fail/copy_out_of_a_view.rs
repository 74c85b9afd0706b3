// expect: `Count` cannot be copied
// ISO-18: COPY reads tables; a view is loaded.
use diesel::prelude::*;
use schema_iso_diesel::plugin;

#[path = "../../../snippets/shop_imports.rs"]
mod schema;

use schema::{counts};

#[plugin(id = "shop", depends_on(auth::Auth))]
pub struct Shop;

pub fn run(conn: &mut SafeConnection<Shop>) -> QueryResult<usize> {
    diesel::copy_to(counts::table).load::<schema::Count, _>(conn)?.count();
    Ok(0)
}

fn main() {}
