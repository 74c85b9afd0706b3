// expect: cannot appear in one query
// ISO-03: An upsert changes columns of the table.
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
        .values((groups::id.eq(1_i64), groups::title.eq("x")))
        .on_conflict(groups::id)
        .do_update()
        .set(users::name.eq("y"))
        .execute(conn)
}

fn main() {}
