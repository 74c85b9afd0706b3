// ISO-03: A foreign changeset fits its own table only.
use diesel::prelude::*;
use schema_iso_diesel::plugin;

#[path = "../../../snippets/shop_schema.rs"]
mod schema;

use schema::{ItemChanges, items};

#[plugin(id = "shop")]
pub struct Shop;

pub fn run(conn: &mut SafeConnection<Shop>, changes: &ItemChanges) -> QueryResult<usize> {
    diesel::update(items::table).set(changes).execute(conn)
}
