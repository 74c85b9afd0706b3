// ISO-03: Every branch of CASE is looked at.
use diesel::dsl::{case_when, exists};
use diesel::prelude::*;
use schema_iso_diesel::plugin;

#[path = "../../../snippets/shop_schema.rs"]
mod schema;

use schema::{groups, items};

#[plugin(id = "shop")]
pub struct Shop;

pub fn run(conn: &mut SafeConnection<Shop>) -> QueryResult<Vec<Option<String>>> {
    items::table
        .select(
            case_when(items::name.eq("x"), items::name).when(exists(groups::table), items::name),
        )
        .load(conn)
}
