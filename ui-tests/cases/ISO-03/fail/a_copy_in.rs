// expect: cannot be reached through the connection of the plugin `Shop`
// ISO-03: COPY writes to a table.
use auth::schema::users;
use diesel::prelude::*;
use schema_iso_diesel::plugin;

#[path = "../../../snippets/shop_schema.rs"]
mod schema;

#[plugin(id = "shop")]
pub struct Shop;

#[derive(Insertable)]
#[diesel(table_name = users, treat_none_as_default_value = false)]
pub struct Row {
    id: i64,
    name: String,
}

pub fn run(conn: &mut SafeConnection<Shop>, rows: Vec<Row>) -> QueryResult<usize> {
    diesel::copy_from(users::table)
        .from_insertable(rows)
        .execute(conn)
}

fn main() {}
