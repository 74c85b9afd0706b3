// ISO-03: An import under another name is the table.
use diesel::prelude::*;
use schema_iso_diesel::plugin;

#[path = "../../../snippets/shop_schema.rs"]
mod schema;

#[plugin(id = "shop")]
pub struct Shop;

use schema::groups as accounts;

pub fn run(conn: &mut SafeConnection<Shop>) -> QueryResult<usize> {
    accounts::table
        .load::<accounts::__Row>(conn)
        .map(|rows| rows.len())
}
