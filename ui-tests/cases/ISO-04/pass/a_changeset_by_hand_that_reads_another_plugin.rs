// ISO-04: A hand-written changeset names assignments, and `.set` looks at each.
use schema_iso_diesel::plugin;

#[plugin(id = "shop")]
pub struct Shop;

#[path = "../../../snippets/shop_schema.rs"]
mod schema;

use diesel::prelude::*;
use schema::*;

pub struct Changes;

impl AsChangeset for Changes {
    type Target = items::table;
    type Changeset = diesel::dsl::Eq<
        items::name,
        diesel::dsl::AssumeNotNull<diesel::dsl::SingleValue<diesel::dsl::Select<groups::table, groups::title>>>,
    >;

    fn as_changeset(self) -> Self::Changeset {
        items::name.eq(groups::table.select(groups::title).single_value().assume_not_null())
    }
}

pub fn run(conn: &mut SafeConnection<Shop>) -> QueryResult<usize> {
    diesel::update(items::table).set(Changes).execute(conn)
}
