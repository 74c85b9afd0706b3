// ISO-03: COPY of columns reads their table.
use diesel::prelude::*;
use schema_iso_diesel::plugin;

#[path = "../../../snippets/shop_schema.rs"]
mod schema;

use schema::groups;

#[plugin(id = "shop")]
pub struct Shop;

pub fn run(conn: &mut SafeConnection<Shop>) -> QueryResult<bool> {
    Ok(diesel::copy_to((groups::title,)).load_raw(conn).is_ok())
}
