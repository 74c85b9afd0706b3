// expect: cannot appear in one query
// ISO-03: `find` takes expressions, and they are looked at.
use auth::schema::users;
use diesel::prelude::*;
use schema_iso_diesel::plugin;

#[path = "../../../snippets/shop_schema.rs"]
mod schema;

use schema::{Group, groups};

#[plugin(id = "shop")]
pub struct Shop;

pub fn run(conn: &mut SafeConnection<Shop>) -> QueryResult<Group> {
    groups::table
        .find(
            users::table
                .select(users::id)
                .single_value()
                .assume_not_null(),
        )
        .first(conn)
}

fn main() {}
