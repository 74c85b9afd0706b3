// ISO-03: Every value of a select without FROM is looked at.
use diesel::dsl::{exists, now, select};
use diesel::prelude::*;
use schema_iso_diesel::plugin;

#[path = "../../../snippets/shop_schema.rs"]
mod schema;

use schema::{groups, items};

#[plugin(id = "shop")]
pub struct Shop;

pub fn run(conn: &mut SafeConnection<Shop>) -> QueryResult<usize> {
    select((now, exists(groups::table), exists(items::table))).execute(conn)
}
