// expect: these rows cannot be updated or deleted
// ISO-03: `find` of a deleted row is looked at.
use auth::schema::users;
use diesel::prelude::*;
use schema_iso_diesel::plugin;

#[path = "../../../snippets/shop_schema.rs"]
mod schema;

use schema::groups;

#[plugin(id = "shop")]
pub struct Shop;

pub fn run(conn: &mut SafeConnection<Shop>) -> QueryResult<usize> {
    diesel::delete(
        groups::table.find(
            users::table
                .select(users::id)
                .single_value()
                .assume_not_null(),
        ),
    )
    .execute(conn)
}

fn main() {}
