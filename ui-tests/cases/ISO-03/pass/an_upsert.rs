// ISO-03: An insert that may become an update is both.
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
        .set(groups::title.eq("y"))
        .execute(conn)
}
