// expect: cannot appear in one query
// ISO-03: The index of what is assigned is looked at.
use auth::schema::users;
use diesel::prelude::*;
use diesel::sql_functions::length;
use schema_iso_diesel::plugin;

#[path = "../../../snippets/shop_schema.rs"]
mod schema;

use schema::items;

#[plugin(id = "shop")]
pub struct Shop;

pub fn run(conn: &mut SafeConnection<Shop>) -> QueryResult<usize> {
    diesel::update(items::table)
        .set(
            items::tags
                .index(
                    users::table
                        .select(length(users::name))
                        .single_value()
                        .assume_not_null(),
                )
                .eq("x"),
        )
        .execute(conn)
}

fn main() {}
