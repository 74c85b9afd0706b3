// expect: cannot appear in one query
// ISO-03: What is embedded is selected as well.
// errors: 2
use auth::schema::User;
use diesel::prelude::*;
use schema_iso_diesel::plugin;

#[path = "../../../snippets/shop_schema.rs"]
mod schema;

use schema::items;

#[plugin(id = "shop")]
pub struct Shop;

#[derive(Queryable, Selectable)]
#[diesel(table_name = items)]
pub struct Row {
    pub name: String,
    #[diesel(embed)]
    pub other: User,
}

pub fn run(conn: &mut SafeConnection<Shop>) -> QueryResult<Vec<Row>> {
    items::table.select(Row::as_select()).load(conn)
}

fn main() {}
