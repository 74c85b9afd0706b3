// expect: cannot appear in one query
// ISO-03: A subselect in RETURNING of an update is looked at.
use auth::schema::users;
use diesel::prelude::*;
use schema_iso_diesel::plugin;

#[path = "../../../snippets/shop_schema.rs"]
mod schema;

use schema::items;

#[plugin(id = "shop")]
pub struct Shop;

pub fn run(conn: &mut SafeConnection<Shop>) -> QueryResult<Vec<Option<String>>> {
    diesel::update(items::table)
        .set(items::name.eq("x"))
        .returning(users::table.select(users::name).single_value())
        .get_results(conn)
}

fn main() {}
