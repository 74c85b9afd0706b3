// ISO-03: Every assignment is looked at.
use diesel::prelude::*;
use schema_iso_diesel::plugin;

#[path = "../../../snippets/shop_schema.rs"]
mod schema;

use schema::{groups, items};

#[plugin(id = "shop")]
pub struct Shop;

pub fn run(conn: &mut SafeConnection<Shop>) -> QueryResult<usize> {
    diesel::update(items::table)
        .set((
            items::name.eq("x"),
            items::description.eq(groups::table.select(groups::title).single_value()),
        ))
        .execute(conn)
}
