// ISO-03: AND, OR and NOT hide nothing.
use diesel::dsl::not;
use diesel::prelude::*;
use schema_iso_diesel::plugin;

#[path = "../../../snippets/shop_schema.rs"]
mod schema;

use schema::{Item, items};

#[plugin(id = "shop")]
pub struct Shop;

pub fn run(conn: &mut SafeConnection<Shop>) -> QueryResult<Vec<Item>> {
    items::table
        .filter(
            items::name
                .eq("x")
                .and(items::name.eq("y").or(not(items::name.eq("z")))),
        )
        .load(conn)
}
