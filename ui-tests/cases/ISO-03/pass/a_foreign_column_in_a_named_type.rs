// ISO-03: A name for a query's type makes no query possible.
use diesel::prelude::*;
use schema_iso_diesel::plugin;

#[path = "../../../snippets/shop_schema.rs"]
mod schema;

use schema::{Item, items};

#[plugin(id = "shop")]
pub struct Shop;

type Named = diesel::dsl::Filter<items::table, diesel::dsl::Eq<items::name, &'static str>>;

fn named() -> Named {
    items::table.filter(items::name.eq("x"))
}

pub fn run(conn: &mut SafeConnection<Shop>) -> QueryResult<Vec<Item>> {
    named().load(conn)
}
