// ISO-03: RETURNING sees the table that is changed.
use diesel::prelude::*;
use schema_iso_diesel::plugin;

#[path = "../../../snippets/shop_schema.rs"]
mod schema;

use schema::items;

#[plugin(id = "shop")]
pub struct Shop;

pub fn run(conn: &mut SafeConnection<Shop>) -> QueryResult<Vec<String>> {
    diesel::update(items::table)
        .set(items::name.eq("x"))
        .returning(items::name)
        .get_results(conn)
}
