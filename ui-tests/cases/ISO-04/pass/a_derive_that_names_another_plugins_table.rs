// ISO-04: A derive names a table, and the table has an owner.
use schema_iso_diesel::plugin;

#[plugin(id = "shop")]
pub struct Shop;

#[path = "../../../snippets/shop_schema.rs"]
mod schema;

use diesel::prelude::*;
use schema::*;

#[derive(AsChangeset)]
#[diesel(table_name = items)]
pub struct Rename {
    pub name: String,
}

pub fn run(conn: &mut SafeConnection<Shop>, rename: &Rename) -> QueryResult<usize> {
    diesel::update(items::table).set(rename).execute(conn)
}
