// expect: a table of the plugin `Auth` cannot be reached through the connection of the plugin `Shop`
// ISO-03: Where the rows go to does not say whose they are.
use auth::schema::users;
use diesel::prelude::*;
use schema_iso_diesel::plugin;

#[path = "../../../snippets/shop_schema.rs"]
mod schema;

#[plugin(id = "shop")]
pub struct Shop;

#[derive(Queryable, Selectable)]
#[diesel(table_name = users)]
pub struct Name {
    pub name: String,
}

pub fn run(conn: &mut SafeConnection<Shop>) -> QueryResult<Vec<Name>> {
    users::table.select(Name::as_select()).load(conn)
}

fn main() {}
