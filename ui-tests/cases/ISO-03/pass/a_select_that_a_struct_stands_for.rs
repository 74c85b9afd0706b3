// ISO-03: `HasQuery` on a foreign table gives a foreign query.
use diesel::prelude::*;
use schema_iso_diesel::plugin;

#[path = "../../../snippets/shop_schema.rs"]
mod schema;

use schema::groups;

#[plugin(id = "shop")]
pub struct Shop;

#[derive(HasQuery)]
#[diesel(table_name = groups)]
pub struct Name {
    pub title: String,
}

pub fn run(conn: &mut SafeConnection<Shop>) -> QueryResult<Vec<Name>> {
    Name::query().load(conn)
}
