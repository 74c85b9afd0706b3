// ISO-03: An alias without a filter is one all the same.
use diesel::dsl::exists;
use diesel::prelude::*;
use schema_iso_diesel::plugin;

#[path = "../../../snippets/shop_schema.rs"]
mod schema;

use schema::{Item, groups, items};

#[plugin(id = "shop")]
pub struct Shop;

pub fn run(conn: &mut SafeConnection<Shop>) -> QueryResult<Vec<Item>> {
    let other = diesel::alias!(groups as other);
    items::table
        .filter(exists(other.select(other.field(groups::id))))
        .load(conn)
}
