// expect: a table of the plugin `Auth` cannot be reached through the connection of the plugin `Shop`
// ISO-03: Deriving an insertable for a table is not owning it.
use auth::schema::users;
use diesel::prelude::*;
use schema_iso_diesel::plugin;

#[path = "../../../snippets/shop_schema.rs"]
mod schema;

#[plugin(id = "shop")]
pub struct Shop;

#[derive(Insertable)]
#[diesel(table_name = users)]
pub struct Form {
    id: i64,
    name: String,
}

pub fn run(conn: &mut SafeConnection<Shop>, form: Form) -> QueryResult<usize> {
    form.insert_into(users::table).execute(conn)
}

fn main() {}
