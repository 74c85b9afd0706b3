// expect: cannot appear in one query
// ISO-03: Every row of an array is looked at.
use auth::schema::users;
use diesel::prelude::*;
use schema_iso_diesel::plugin;

#[path = "../../../snippets/shop_schema.rs"]
mod schema;

use schema::groups;

#[plugin(id = "shop")]
pub struct Shop;

pub fn run(conn: &mut SafeConnection<Shop>) -> QueryResult<usize> {
    diesel::insert_into(groups::table)
        .values([(
            groups::id.eq(1_i64),
            groups::title.eq(users::table
                .select(users::name)
                .single_value()
                .assume_not_null()),
        )])
        .execute(conn)
}

fn main() {}
