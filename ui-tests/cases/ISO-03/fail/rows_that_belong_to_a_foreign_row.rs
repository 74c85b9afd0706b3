// expect: a table of the plugin `Auth` cannot be reached through the connection of the plugin `Shop`
// ISO-03: `belonging_to` reads the table of the children.
use auth::schema::{User, sessions};
use diesel::prelude::*;
use schema_iso_diesel::plugin;

#[path = "../../../snippets/shop_schema.rs"]
mod schema;

#[plugin(id = "shop")]
pub struct Shop;

#[derive(Identifiable, Queryable, Selectable, Associations)]
#[diesel(table_name = sessions)]
#[diesel(belongs_to(User, foreign_key = user_id))]
pub struct Child {
    id: i64,
    user_id: i64,
}

pub fn run(conn: &mut SafeConnection<Shop>, parent: &User) -> QueryResult<Vec<Child>> {
    Child::belonging_to(parent)
        .select(Child::as_select())
        .load(conn)
}

fn main() {}
