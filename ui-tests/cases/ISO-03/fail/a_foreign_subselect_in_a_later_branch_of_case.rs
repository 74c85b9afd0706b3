// expect: cannot appear in one query
// ISO-03: Every branch of CASE is looked at.
use auth::schema::users;
use diesel::dsl::{case_when, exists};
use diesel::prelude::*;
use schema_iso_diesel::plugin;

#[path = "../../../snippets/shop_schema.rs"]
mod schema;

use schema::items;

#[plugin(id = "shop")]
pub struct Shop;

pub fn run(conn: &mut SafeConnection<Shop>) -> QueryResult<Vec<Option<String>>> {
    items::table
        .select(case_when(items::name.eq("x"), items::name).when(exists(users::table), items::name))
        .load(conn)
}

fn main() {}
