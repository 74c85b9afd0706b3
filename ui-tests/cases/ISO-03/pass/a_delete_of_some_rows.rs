// ISO-03: A filter makes no row one's own to delete.
use diesel::prelude::*;
use schema_iso_diesel::plugin;

#[path = "../../../snippets/shop_schema.rs"]
mod schema;

use schema::groups;

#[plugin(id = "shop")]
pub struct Shop;

pub fn run(conn: &mut SafeConnection<Shop>) -> QueryResult<Vec<i64>> {
    diesel::delete(groups::table.filter(groups::title.eq("x")))
        .returning(groups::id)
        .get_results(conn)
}
