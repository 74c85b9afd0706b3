// ISO-03: An insertable by hand is looked at like a derived one.
use diesel::prelude::*;
use schema_iso_diesel::plugin;

#[path = "../../../snippets/shop_schema.rs"]
mod schema;

use schema::{groups, items};

#[plugin(id = "shop")]
pub struct Shop;

pub struct Row;

type Value = diesel::dsl::Eq<
    groups::title,
    diesel::dsl::AssumeNotNull<
        diesel::dsl::SingleValue<diesel::dsl::Select<items::table, items::name>>,
    >,
>;

impl diesel::insertable::Insertable<groups::table> for Row {
    type Values = <Value as diesel::insertable::Insertable<groups::table>>::Values;

    fn values(self) -> Self::Values {
        diesel::insertable::Insertable::values(
            groups::title.eq(items::table
                .select(items::name)
                .single_value()
                .assume_not_null()),
        )
    }
}

pub fn run(conn: &mut SafeConnection<Shop>) -> QueryResult<usize> {
    diesel::insert_into(groups::table).values(Row).execute(conn)
}
