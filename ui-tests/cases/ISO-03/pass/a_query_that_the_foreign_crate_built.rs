// ISO-03: Who builds a query does not matter, but whose tables it reads.
use diesel::prelude::*;
use schema_iso_diesel::plugin;

#[path = "../../../snippets/shop_schema.rs"]
mod schema;

use schema::{Item, items};

#[plugin(id = "shop")]
pub struct Shop;

#[diesel::dsl::auto_type]
pub fn all() -> _ {
    items::table.filter(items::name.ne(""))
}

pub fn run(conn: &mut SafeConnection<Shop>) -> QueryResult<usize> {
    all().load::<Item>(conn).map(|rows| rows.len())
}
