// expect: cannot appear in one query
// ISO-03: Depth hides nothing among inserted values.
// errors: 2
use auth::schema::users;
use diesel::dsl::exists;
use diesel::prelude::*;
use schema_iso_diesel::plugin;

#[path = "../../../snippets/shop_schema.rs"]
mod schema;

use schema::{groups, items};

#[plugin(id = "shop")]
pub struct Shop;

pub fn run(conn: &mut SafeConnection<Shop>) -> QueryResult<usize> {
    diesel::insert_into(groups::table)
        .values(
            groups::title.eq(items::table
                .filter(exists(users::table))
                .select(items::name)
                .single_value()
                .assume_not_null()),
        )
        .execute(conn)
}

fn main() {}
