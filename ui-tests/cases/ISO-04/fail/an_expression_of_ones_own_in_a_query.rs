// expect: conflicting implementations of trait `AppearsOnTable<_>` for type `Everything`
// ISO-04: An expression of the plugin's own has no SQL, since no fragment can be written.
// errors: 4
use schema_iso_diesel::plugin;

#[plugin(id = "shop")]
pub struct Shop;

#[path = "../../../snippets/shop_schema.rs"]
mod schema;

use diesel::prelude::*;
use schema::*;

#[derive(Debug, Clone, Copy)]
pub struct Everything;

impl diesel::Expression for Everything {
    type SqlType = diesel::sql_types::Bool;
}

impl<QS> diesel::AppearsOnTable<QS> for Everything {}

impl diesel::expression::ValidGrouping<()> for Everything {
    type IsAggregate = diesel::expression::is_aggregate::No;
}

pub fn run(conn: &mut SafeConnection<Shop>) -> QueryResult<Vec<Item>> {
    items::table.filter(Everything).load(conn)
}

fn main() {}
