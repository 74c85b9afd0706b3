// ISO-03: The foreign insertable goes into the foreign table.
use diesel::prelude::*;
use schema_iso_diesel::plugin;

#[path = "../../../snippets/shop_schema.rs"]
mod schema;

use schema::{NewGroup, groups};

#[plugin(id = "shop")]
pub struct Shop;

pub fn run(conn: &mut SafeConnection<Shop>, row: &NewGroup) -> QueryResult<usize> {
    diesel::insert_into(groups::table).values(row).execute(conn)
}
