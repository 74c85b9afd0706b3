// ISO-03: A changeset by hand is looked at like a derived one.
use diesel::prelude::*;
use schema_iso_diesel::plugin;

#[path = "../../../snippets/shop_schema.rs"]
mod schema;

use schema::{groups, items};

#[plugin(id = "shop")]
pub struct Shop;

pub struct Changes;

type Value = diesel::dsl::Eq<
    items::name,
    diesel::dsl::AssumeNotNull<
        diesel::dsl::SingleValue<diesel::dsl::Select<groups::table, groups::title>>,
    >,
>;

impl diesel::query_builder::AsChangeset for Changes {
    type Target = items::table;
    type Changeset = Value;

    fn as_changeset(self) -> Self::Changeset {
        items::name.eq(groups::table
            .select(groups::title)
            .single_value()
            .assume_not_null())
    }
}

pub fn run(conn: &mut SafeConnection<Shop>) -> QueryResult<usize> {
    diesel::update(items::table).set(Changes).execute(conn)
}
