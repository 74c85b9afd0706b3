// expect: cannot appear in one query
// ISO-03: The conditions of CASE are looked at.
use auth::schema::users;
use diesel::dsl::{case_when, exists};
use diesel::prelude::*;
use schema_iso_diesel::plugin;

#[path = "../../../snippets/shop_schema.rs"]
mod schema;

use schema::items;

#[plugin(id = "shop")]
pub struct Shop;

pub fn run(conn: &mut SafeConnection<Shop>) -> QueryResult<Vec<String>> {
    items::table
        .select(case_when(exists(users::table), items::name).otherwise("x"))
        .load(conn)
}

fn main() {}
