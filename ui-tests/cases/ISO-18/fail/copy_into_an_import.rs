// expect: `Maker` can only be read
// ISO-18: An import is not the target of COPY.
use diesel::prelude::*;
use schema_iso_diesel::plugin;

#[path = "../../../snippets/shop_imports.rs"]
mod schema;

use schema::{makers};

#[plugin(id = "shop", depends_on(auth::Auth))]
pub struct Shop;

pub fn run(conn: &mut SafeConnection<Shop>) -> QueryResult<usize> {
    diesel::copy_from(makers::table)
        .from_raw_data(makers::table, |out| -> QueryResult<()> {
            let _ = out.write_all(b"1\tAda\n");
            Ok(())
        })
        .execute(conn)
}

fn main() {}
