// ISO-03: WHERE of a conflict's target is looked at.
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
        .filter_target(groups::title.ne("x"))
        .do_nothing()
        .execute(conn)
}
