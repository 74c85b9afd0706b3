// expect: cannot appear in one query
// ISO-03: The arguments of a function are looked at.
use auth::schema::users;
use diesel::prelude::*;
use diesel::sql_functions::coalesce;
use schema_iso_diesel::plugin;

#[path = "../../../snippets/shop_schema.rs"]
mod schema;

use schema::items;

#[plugin(id = "shop")]
pub struct Shop;

pub fn run(conn: &mut SafeConnection<Shop>) -> QueryResult<Vec<String>> {
    items::table
        .select(coalesce(
            users::table.select(users::name).single_value(),
            items::name,
        ))
        .load(conn)
}

fn main() {}
