// ISO-03: A boxed delete remembers whose rows it deletes.
use diesel::prelude::*;
use schema_iso_diesel::plugin;

#[path = "../../../snippets/shop_schema.rs"]
mod schema;

use schema::groups;

#[plugin(id = "shop")]
pub struct Shop;

pub fn run(conn: &mut SafeConnection<Shop>) -> QueryResult<usize> {
    diesel::delete(groups::table)
        .into_boxed()
        .filter(groups::title.eq("x"))
        .execute(conn)
}
