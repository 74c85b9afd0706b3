// ISO-03: WHERE with OR sees the tables of FROM.
use diesel::prelude::*;
use schema_iso_diesel::plugin;

#[path = "../../../snippets/shop_schema.rs"]
mod schema;

use schema::{Item, items};

#[plugin(id = "shop")]
pub struct Shop;

pub fn run(conn: &mut SafeConnection<Shop>) -> QueryResult<Vec<Item>> {
    items::table
        .filter(items::name.eq("x"))
        .or_filter(items::name.eq("y"))
        .load(conn)
}
