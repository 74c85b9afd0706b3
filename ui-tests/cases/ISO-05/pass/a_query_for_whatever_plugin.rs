// ISO-05: Whoever is generic over plugins has no tables.
use schema_iso_diesel::plugin;

#[plugin(id = "shop")]
pub struct Shop;

#[path = "../../../snippets/shop_schema.rs"]
mod schema;

use diesel::prelude::*;
use schema::*;

pub fn any<'query, P, Q>(query: Q, conn: &mut SafeConnection<P>) -> QueryResult<Vec<Item>>
where
    P: diesel::Plugin,
    Q: diesel::query_dsl::LoadQuery<'query, SafeConnection<P>, Item>
        + diesel::RunQueryDsl<SafeConnection<P>>,
{
    query.load(conn)
}
