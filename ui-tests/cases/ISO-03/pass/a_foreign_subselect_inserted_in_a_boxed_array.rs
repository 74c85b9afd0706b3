// ISO-03: Every row of a boxed array is looked at.
use diesel::prelude::*;
use schema_iso_diesel::plugin;

#[path = "../../../snippets/shop_schema.rs"]
mod schema;

use schema::{groups, items};

#[plugin(id = "shop")]
pub struct Shop;

pub fn run(conn: &mut SafeConnection<Shop>) -> QueryResult<usize> {
    diesel::insert_into(groups::table)
        .values(Box::new([groups::title.eq(items::table
            .select(items::name)
            .single_value()
            .assume_not_null())]))
        .execute(conn)
}
