// expect: `sql` is withheld from plugins
// ISO-04: A name that is not there cannot be imported under another one.
use schema_iso_diesel::plugin;

#[plugin(id = "shop")]
pub struct Shop;

#[path = "../../../snippets/shop_schema.rs"]
mod schema;

use diesel::dsl::sql as harmless;
use diesel::prelude::*;
use schema::items;

pub fn run(conn: &mut SafeConnection<Shop>) -> QueryResult<usize> {
    items::table.filter(harmless::<diesel::sql_types::Bool>("true")).execute(conn)
}

fn main() {}
