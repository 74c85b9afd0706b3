// ISO-03: A macro of one's own writes what could be written.
use diesel::dsl::exists;
use diesel::prelude::*;
use schema_iso_diesel::plugin;

#[path = "../../../snippets/shop_schema.rs"]
mod schema;

use schema::{Item, groups, items};

#[plugin(id = "shop")]
pub struct Shop;

macro_rules! any {
    ($outer:ident, $inner:ident) => {
        $outer::table.filter(exists($inner::table))
    };
}

pub fn run(conn: &mut SafeConnection<Shop>) -> QueryResult<Vec<Item>> {
    any!(items, groups).load(conn)
}
