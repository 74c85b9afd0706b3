// ISO-03: A generic function returns what its caller gave it.
use diesel::prelude::*;
use schema_iso_diesel::plugin;

#[path = "../../../snippets/shop_schema.rs"]
mod schema;

use schema::{Item, items};

#[plugin(id = "shop")]
pub struct Shop;

fn is_x<C>(column: C) -> diesel::dsl::Eq<C, &'static str>
where
    C: ExpressionMethods<SqlType = diesel::sql_types::Text>,
{
    column.eq("x")
}

pub fn run(conn: &mut SafeConnection<Shop>) -> QueryResult<Vec<Item>> {
    items::table.filter(is_x(items::name)).load(conn)
}
