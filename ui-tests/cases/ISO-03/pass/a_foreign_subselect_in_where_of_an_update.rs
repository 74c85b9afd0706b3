// ISO-03: A subselect in WHERE of an update is looked at.
use diesel::dsl::exists;
use diesel::prelude::*;
use schema_iso_diesel::plugin;

#[path = "../../../snippets/shop_schema.rs"]
mod schema;

use schema::{groups, items};

#[plugin(id = "shop")]
pub struct Shop;

pub fn run(conn: &mut SafeConnection<Shop>) -> QueryResult<usize> {
    diesel::update(items::table)
        .set(items::name.eq("x"))
        .filter(exists(groups::table))
        .execute(conn)
}
