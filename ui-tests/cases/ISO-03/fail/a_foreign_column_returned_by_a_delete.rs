// expect: cannot appear in one query
// ISO-03: RETURNING sees the table that loses rows.
use auth::schema::users;
use diesel::prelude::*;
use schema_iso_diesel::plugin;

#[path = "../../../snippets/shop_schema.rs"]
mod schema;

use schema::items;

#[plugin(id = "shop")]
pub struct Shop;

pub fn run(conn: &mut SafeConnection<Shop>) -> QueryResult<Vec<String>> {
    diesel::delete(items::table)
        .returning(users::name)
        .get_results(conn)
}

fn main() {}
