// ISO-03: RETURNING sees the table that is written to.
use diesel::prelude::*;
use schema_iso_diesel::plugin;

#[path = "../../../snippets/shop_schema.rs"]
mod schema;

use schema::groups;

#[plugin(id = "shop")]
pub struct Shop;

pub fn run(conn: &mut SafeConnection<Shop>) -> QueryResult<String> {
    diesel::insert_into(groups::table)
        .values(groups::title.eq("x"))
        .returning(groups::title)
        .get_result(conn)
}
