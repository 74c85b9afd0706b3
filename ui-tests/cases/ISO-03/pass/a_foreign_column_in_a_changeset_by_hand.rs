// ISO-03: A changeset changes the table that it names.
use diesel::prelude::*;
use schema_iso_diesel::plugin;

#[path = "../../../snippets/shop_schema.rs"]
mod schema;

use schema::items;

#[plugin(id = "shop")]
pub struct Shop;

pub struct Changes;

impl diesel::query_builder::AsChangeset for Changes {
    type Target = items::table;
    type Changeset =
        diesel::dsl::Eq<items::name, diesel::dsl::AsExprOf<&'static str, diesel::sql_types::Text>>;

    fn as_changeset(self) -> Self::Changeset {
        items::name.eq("x")
    }
}

pub fn run(conn: &mut SafeConnection<Shop>) -> QueryResult<usize> {
    diesel::update(items::table).set(Changes).execute(conn)
}
