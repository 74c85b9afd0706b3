// ISO-03: A box in SELECT remembers whose table it reads.
use diesel::dsl::exists;
use diesel::prelude::*;
use schema_iso_diesel::plugin;

#[path = "../../../snippets/shop_schema.rs"]
mod schema;

use schema::{groups, items};

#[plugin(id = "shop")]
pub struct Shop;

pub fn run(conn: &mut SafeConnection<Shop>) -> QueryResult<Vec<bool>> {
    items::table
        .select(exists(groups::table.into_boxed()))
        .load(conn)
}
