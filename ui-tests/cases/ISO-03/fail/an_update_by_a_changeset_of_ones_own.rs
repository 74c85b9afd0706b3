// expect: a table of the plugin `Auth` cannot be reached through the connection of the plugin `Shop`
// ISO-03: Deriving a changeset for a table is not owning it.
use auth::schema::users;
use diesel::prelude::*;
use schema_iso_diesel::plugin;

#[path = "../../../snippets/shop_schema.rs"]
mod schema;

#[plugin(id = "shop")]
pub struct Shop;

#[derive(AsChangeset)]
#[diesel(table_name = users)]
pub struct Form {
    name: String,
}

pub fn run(conn: &mut SafeConnection<Shop>, form: &Form) -> QueryResult<usize> {
    diesel::update(users::table).set(form).execute(conn)
}

fn main() {}
