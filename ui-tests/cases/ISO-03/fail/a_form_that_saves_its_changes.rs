// expect: a table of the plugin `Auth` cannot be reached through the connection of the plugin `Shop`
// ISO-03: `save_changes` is an update.
use auth::schema::{User, users};
use diesel::prelude::*;
use schema_iso_diesel::plugin;

#[path = "../../../snippets/shop_schema.rs"]
mod schema;

#[plugin(id = "shop")]
pub struct Shop;

#[derive(AsChangeset, Identifiable)]
#[diesel(table_name = users)]
pub struct Form {
    id: i64,
    name: String,
}

pub fn run(conn: &mut SafeConnection<Shop>, form: &Form) -> QueryResult<User> {
    form.save_changes(conn)
}

fn main() {}
