// expect: a table of the plugin `Auth` cannot be reached through the connection of the plugin `Shop`
// ISO-04: A derive names a table, and the table has an owner.
use schema_iso_diesel::plugin;

#[plugin(id = "shop")]
pub struct Shop;

#[path = "../../../snippets/shop_schema.rs"]
mod schema;

use diesel::prelude::*;

#[derive(AsChangeset)]
#[diesel(table_name = auth::schema::users)]
pub struct Rename {
    pub name: String,
}

pub fn run(conn: &mut SafeConnection<Shop>, rename: &Rename) -> QueryResult<usize> {
    diesel::update(auth::schema::users::table).set(rename).execute(conn)
}

fn main() {}
