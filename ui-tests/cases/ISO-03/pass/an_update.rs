// ISO-03: A table is changed by its own plugin only.
use diesel::prelude::*;
use schema_iso_diesel::plugin;

#[path = "../../../snippets/shop_schema.rs"]
mod schema;

use schema::groups;

#[plugin(id = "shop")]
pub struct Shop;

pub fn run(conn: &mut SafeConnection<Shop>) -> QueryResult<usize> {
    diesel::update(groups::table)
        .set(groups::title.eq("x"))
        .execute(conn)
}
