// expect: cannot appear in one query
// ISO-03: Assuming that there is a row makes it nobody else's.
use auth::schema::users;
use diesel::prelude::*;
use schema_iso_diesel::plugin;

#[path = "../../../snippets/shop_schema.rs"]
mod schema;

use schema::items;

#[plugin(id = "shop")]
pub struct Shop;

pub fn run(conn: &mut SafeConnection<Shop>) -> QueryResult<Vec<String>> {
    items::table
        .select(
            users::table
                .select(users::name)
                .single_value()
                .assume_not_null(),
        )
        .load(conn)
}

fn main() {}
