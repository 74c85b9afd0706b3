// ISO-04: A hand-written insertable carries expressions, and each is held against the
// plugin.
use schema_iso_diesel::plugin;

#[plugin(id = "shop")]
pub struct Shop;

#[path = "../../../snippets/shop_schema.rs"]
mod schema;

use diesel::prelude::*;
use schema::*;

type Title = diesel::dsl::Eq<
    groups::title,
    diesel::dsl::AssumeNotNull<diesel::dsl::SingleValue<diesel::dsl::Select<items::table, items::name>>>,
>;

pub struct New;

impl diesel::insertable::Insertable<groups::table> for New {
    type Values = <Title as diesel::insertable::Insertable<groups::table>>::Values;

    fn values(self) -> Self::Values {
        diesel::insertable::Insertable::values(
            groups::title.eq(items::table.select(items::name).single_value().assume_not_null()),
        )
    }
}

pub fn run(conn: &mut SafeConnection<Shop>) -> QueryResult<usize> {
    diesel::insert_into(groups::table).values(New).execute(conn)
}
