// ISO-03: Where the rows go to does not say whose they are.
use diesel::prelude::*;
use schema_iso_diesel::plugin;

#[path = "../../../snippets/shop_schema.rs"]
mod schema;

use schema::groups;

#[plugin(id = "shop")]
pub struct Shop;

#[derive(Queryable, Selectable)]
#[diesel(table_name = groups)]
pub struct Name {
    pub title: String,
}

pub fn run(conn: &mut SafeConnection<Shop>) -> QueryResult<Vec<Name>> {
    groups::table.select(Name::as_select()).load(conn)
}
