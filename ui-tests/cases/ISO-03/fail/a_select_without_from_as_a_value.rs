// expect: cannot be used as a value
// ISO-03: A select without FROM is no value.
use auth::schema::users;
use diesel::dsl::{exists, select};
use diesel::prelude::*;
use schema_iso_diesel::plugin;

#[path = "../../../snippets/shop_schema.rs"]
mod schema;

use schema::items;

#[plugin(id = "shop")]
pub struct Shop;

pub fn run(conn: &mut SafeConnection<Shop>) -> QueryResult<Vec<Option<bool>>> {
    items::table
        .select(select(exists(users::table)).single_value())
        .load(conn)
}

fn main() {}
