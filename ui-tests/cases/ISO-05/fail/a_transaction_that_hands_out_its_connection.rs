// expect: borrowed data escapes outside of closure
// ISO-05: The closure has the connection for as long as it runs.
use schema_iso_diesel::plugin;

#[plugin(id = "shop")]
pub struct Shop;

#[path = "../../../snippets/shop_schema.rs"]
mod schema;

use diesel::prelude::*;

pub fn run(conn: &mut SafeConnection<Shop>) {
    let mut kept = None;
    let _: QueryResult<()> = conn.transaction(|conn| {
        kept = Some(conn);
        Ok(())
    });
    let _ = kept;
}

fn main() {}
