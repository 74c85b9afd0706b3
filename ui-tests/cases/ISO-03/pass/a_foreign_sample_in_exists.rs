// ISO-03: TABLESAMPLE in EXISTS reads a table.
use diesel::dsl::TablesampleDsl;
use diesel::prelude::*;
use schema_iso_diesel::plugin;

#[path = "../../../snippets/shop_schema.rs"]
mod schema;

use schema::{Item, items};

#[plugin(id = "shop")]
pub struct Shop;

pub fn run(conn: &mut SafeConnection<Shop>) -> QueryResult<Vec<Item>> {
    items::table
        .tablesample_bernoulli(1)
        .filter(items::name.eq("x"))
        .load(conn)
}
