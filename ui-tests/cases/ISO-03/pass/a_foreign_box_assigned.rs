// ISO-03: A boxed value remembers whose table it reads.
use diesel::prelude::*;
use schema_iso_diesel::plugin;

#[path = "../../../snippets/shop_schema.rs"]
mod schema;

use schema::{groups, items};

#[plugin(id = "shop")]
pub struct Shop;

pub fn run(conn: &mut SafeConnection<Shop>) -> QueryResult<usize> {
    diesel::update(items::table)
        .set(
            items::name.eq(groups::table
                .select(groups::title)
                .into_boxed()
                .single_value()
                .assume_not_null()),
        )
        .execute(conn)
}
