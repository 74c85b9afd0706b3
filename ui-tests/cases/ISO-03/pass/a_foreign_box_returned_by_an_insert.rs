// ISO-03: A box in RETURNING remembers whose table it reads.
use diesel::dsl::exists;
use diesel::prelude::*;
use schema_iso_diesel::plugin;

#[path = "../../../snippets/shop_schema.rs"]
mod schema;

use schema::{groups, items};

#[plugin(id = "shop")]
pub struct Shop;

pub fn run(conn: &mut SafeConnection<Shop>) -> QueryResult<bool> {
    diesel::insert_into(groups::table)
        .values(groups::title.eq("x"))
        .returning(exists(items::table.into_boxed()))
        .get_result(conn)
}
