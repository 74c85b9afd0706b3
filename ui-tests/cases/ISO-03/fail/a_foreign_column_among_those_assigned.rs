// expect: a table of the plugin `Auth` and a table of the plugin `Shop` cannot appear in one query
// ISO-03: Every column assigned is the table's.
use auth::schema::users;
use diesel::prelude::*;
use schema_iso_diesel::plugin;

#[path = "../../../snippets/shop_schema.rs"]
mod schema;

use schema::items;

#[plugin(id = "shop")]
pub struct Shop;

pub fn run(conn: &mut SafeConnection<Shop>) -> QueryResult<usize> {
    diesel::update(items::table)
        .set((items::name.eq("x"), users::name.eq("x")))
        .execute(conn)
}

fn main() {}
