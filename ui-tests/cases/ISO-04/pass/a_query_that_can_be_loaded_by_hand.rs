// ISO-04: `LoadQuery` is good for a bound and nothing else.
use schema_iso_diesel::plugin;

#[plugin(id = "shop")]
pub struct Shop;

#[path = "../../../snippets/shop_schema.rs"]
mod schema;

use diesel::prelude::*;
use schema::*;

pub fn everything<'query, Q>(query: Q, conn: &mut SafeConnection<Shop>) -> QueryResult<Vec<Item>>
where
    Q: diesel::query_dsl::LoadQuery<'query, SafeConnection<Shop>, Item> + diesel::RunQueryDsl<SafeConnection<Shop>>,
{
    query.load(conn)
}
