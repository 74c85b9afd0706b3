// expect: cannot appear in one query
// ISO-03: Every FILTER of an aggregate is looked at.
// errors: 2
use auth::schema::users;
use diesel::dsl::{count, exists};
use diesel::prelude::*;
use schema_iso_diesel::plugin;

#[path = "../../../snippets/shop_schema.rs"]
mod schema;

use schema::items;

#[plugin(id = "shop")]
pub struct Shop;

pub fn run(conn: &mut SafeConnection<Shop>) -> QueryResult<i64> {
    items::table
        .select(
            count(items::id)
                .aggregate_filter(items::name.eq("x"))
                .aggregate_filter(exists(users::table)),
        )
        .first(conn)
}

fn main() {}
