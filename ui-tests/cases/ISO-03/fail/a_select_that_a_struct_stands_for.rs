// expect: a table of the plugin `Auth` cannot be reached through the connection of the plugin `Shop`
// ISO-03: `HasQuery` on a foreign table gives a foreign query.
use auth::schema::users;
use diesel::prelude::*;
use schema_iso_diesel::plugin;

#[path = "../../../snippets/shop_schema.rs"]
mod schema;

#[plugin(id = "shop")]
pub struct Shop;

#[derive(HasQuery)]
#[diesel(table_name = users)]
pub struct Name {
    pub name: String,
}

pub fn run(conn: &mut SafeConnection<Shop>) -> QueryResult<Vec<Name>> {
    Name::query().load(conn)
}

fn main() {}
