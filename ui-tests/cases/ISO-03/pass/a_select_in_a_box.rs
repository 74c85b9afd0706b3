// ISO-03: A boxed query remembers whose table it reads.
use diesel::prelude::*;
use schema_iso_diesel::plugin;

#[path = "../../../snippets/shop_schema.rs"]
mod schema;

use schema::{Group, groups};

#[plugin(id = "shop")]
pub struct Shop;

pub fn run(conn: &mut SafeConnection<Shop>) -> QueryResult<Vec<Group>> {
    groups::table
        .into_boxed()
        .filter(groups::title.eq("x"))
        .load(conn)
}
