// ISO-03: A box from elsewhere remembers whose table it reads.
use diesel::prelude::*;
use schema_iso_diesel::plugin;

#[path = "../../../snippets/shop_schema.rs"]
mod schema;

use schema::{Item, items};

#[plugin(id = "shop")]
pub struct Shop;

pub fn boxed() -> items::BoxedQuery<'static, diesel::pg::Pg> {
    items::table.into_boxed()
}

pub fn run(conn: &mut SafeConnection<Shop>) -> QueryResult<usize> {
    boxed().load::<Item>(conn).map(|rows| rows.len())
}
