// expect: a table of the plugin `Auth` and a table of the plugin `Shop` cannot appear in one query
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
        diesel::dsl::AssumeNotNull<diesel::dsl::SingleValue<diesel::dsl::Select<auth::schema::users::table, auth::schema::users::name>>>,
    >;

    fn as_changeset(self) -> Self::Changeset {
        items::name.eq(auth::schema::users::table.select(auth::schema::users::name).single_value().assume_not_null())
    }
}

pub fn run(conn: &mut SafeConnection<Shop>) -> QueryResult<usize> {
    diesel::update(items::table).set(Changes).execute(conn)
}

fn main() {}
