// ISO-03: A generic function asks on behalf of its caller.
use diesel::prelude::*;
use diesel::query_dsl::LoadQuery;
use schema_iso_diesel::plugin;

#[path = "../../../snippets/shop_schema.rs"]
mod schema;

use schema::{Group, groups};

#[plugin(id = "shop")]
pub struct Shop;

fn all<'query, Q, U>(conn: &mut SafeConnection<Shop>, query: Q) -> QueryResult<Vec<U>>
where
    Q: LoadQuery<'query, SafeConnection<Shop>, U> + RunQueryDsl<SafeConnection<Shop>>,
{
    query.load(conn)
}

pub fn run(conn: &mut SafeConnection<Shop>) -> QueryResult<Vec<Group>> {
    all(conn, groups::table)
}
