// expect: these records cannot be inserted
// ISO-03: No insertable by hand is a select.
// errors: 3
use auth::schema::users;
use diesel::prelude::*;
use schema_iso_diesel::plugin;

#[path = "../../../snippets/shop_schema.rs"]
mod schema;

use schema::groups;

#[plugin(id = "shop")]
pub struct Shop;

pub struct Row;

impl diesel::insertable::Insertable<groups::table> for Row {
    type Values = <diesel::dsl::Select<users::table, (users::id, users::name)> as diesel::insertable::Insertable<
        groups::table,
    >>::Values;

    fn values(self) -> Self::Values {
        diesel::insertable::Insertable::<groups::table>::values(
            users::table.select((users::id, users::name)),
        )
    }
}

pub fn run(conn: &mut SafeConnection<Shop>) -> QueryResult<usize> {
    diesel::insert_into(groups::table).values(Row).execute(conn)
}

fn main() {}
