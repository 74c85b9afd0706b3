// ISO-03: A changeset changes the table that it is for.
use diesel::prelude::*;
use schema_iso_diesel::plugin;

#[path = "../../../snippets/shop_schema.rs"]
mod schema;

use schema::{GroupChanges, groups};

#[plugin(id = "shop")]
pub struct Shop;

pub fn run(conn: &mut SafeConnection<Shop>, changes: &GroupChanges) -> QueryResult<usize> {
    diesel::update(groups::table).set(changes).execute(conn)
}
