// expect: `sql` is withheld from plugins
// errors: 1
// ISO-04: An expression of raw SQL fits on every table.
use schema_iso_diesel::plugin;

#[plugin(id = "shop")]
pub struct Shop;

#[path = "../../../snippets/shop_schema.rs"]
mod schema;

use diesel::prelude::*;
use schema::*;

pub fn run(conn: &mut SafeConnection<Shop>) -> QueryResult<usize> {
    items::table.filter(diesel::dsl::sql::<diesel::sql_types::Bool>("true")).execute(conn)
}

fn main() {}
