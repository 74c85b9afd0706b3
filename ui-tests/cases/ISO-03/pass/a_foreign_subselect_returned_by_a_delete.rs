// ISO-03: A subselect in RETURNING of a delete is looked at.
use diesel::prelude::*;
use schema_iso_diesel::plugin;

#[path = "../../../snippets/shop_schema.rs"]
mod schema;

use schema::{groups, items};

#[plugin(id = "shop")]
pub struct Shop;

pub fn run(conn: &mut SafeConnection<Shop>) -> QueryResult<Vec<(uuid::Uuid, Option<String>)>> {
    diesel::delete(items::table)
        .returning((
            items::id,
            groups::table.select(groups::title).single_value(),
        ))
        .get_results(conn)
}
