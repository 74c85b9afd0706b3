// ISO-03: Deriving a changeset for a table is not owning it.
use diesel::prelude::*;
use schema_iso_diesel::plugin;

#[path = "../../../snippets/shop_schema.rs"]
mod schema;

use schema::groups;

#[plugin(id = "shop")]
pub struct Shop;

#[derive(AsChangeset)]
#[diesel(table_name = groups)]
pub struct Form {
    title: String,
}

pub fn run(conn: &mut SafeConnection<Shop>, form: &Form) -> QueryResult<usize> {
    diesel::update(groups::table).set(form).execute(conn)
}
