// ISO-03: `save_changes` is an update.
use diesel::prelude::*;
use schema_iso_diesel::plugin;

#[path = "../../../snippets/shop_schema.rs"]
mod schema;

use schema::{Group, groups};

#[plugin(id = "shop")]
pub struct Shop;

#[derive(AsChangeset, Identifiable)]
#[diesel(table_name = groups)]
pub struct Form {
    id: i64,
    title: String,
}

pub fn run(conn: &mut SafeConnection<Shop>, form: &Form) -> QueryResult<Group> {
    form.save_changes(conn)
}
