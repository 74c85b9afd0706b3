// ISO-03: A table that is a type parameter is asked about where it is known.
use diesel::prelude::*;
use diesel::query_dsl::LoadQuery;
use schema_iso_diesel::plugin;

#[path = "../../../snippets/shop_schema.rs"]
mod schema;

use schema::{Group, groups};

#[plugin(id = "shop")]
pub struct Shop;

fn all<'query, T>(conn: &mut SafeConnection<Shop>, table: T) -> QueryResult<Vec<Group>>
where
    T: Table + LoadQuery<'query, SafeConnection<Shop>, Group> + RunQueryDsl<SafeConnection<Shop>>,
{
    table.load(conn)
}

pub fn run(conn: &mut SafeConnection<Shop>) -> QueryResult<Vec<Group>> {
    all(conn, groups::table)
}
