// ISO-03: Depth hides nothing among inserted values.
use diesel::dsl::exists;
use diesel::prelude::*;
use schema_iso_diesel::plugin;

#[path = "../../../snippets/shop_schema.rs"]
mod schema;

use schema::{groups, items};

#[plugin(id = "shop")]
pub struct Shop;

pub fn run(conn: &mut SafeConnection<Shop>) -> QueryResult<usize> {
    diesel::insert_into(groups::table)
        .values(
            groups::title.eq(items::table
                .filter(exists(groups::table))
                .select(items::name)
                .single_value()
                .assume_not_null()),
        )
        .execute(conn)
}
