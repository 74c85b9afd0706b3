// expect: a table of the plugin `Auth` and a table of the plugin `Shop` cannot appear in one query
// ISO-03: Every value goes into a column of the table.
use auth::schema::users;
use diesel::prelude::*;
use schema_iso_diesel::plugin;

#[path = "../../../snippets/shop_schema.rs"]
mod schema;

use schema::groups;

#[plugin(id = "shop")]
pub struct Shop;

pub fn run(conn: &mut SafeConnection<Shop>) -> QueryResult<usize> {
    diesel::insert_into(groups::table)
        .values((groups::id.eq(1_i64), users::name.eq("x")))
        .execute(conn)
}

fn main() {}
