// ISO-03: Fields of a foreign alias are foreign.
use diesel::prelude::*;
use schema_iso_diesel::plugin;

#[path = "../../../snippets/shop_schema.rs"]
mod schema;

use schema::groups;

#[plugin(id = "shop")]
pub struct Shop;

pub fn run(conn: &mut SafeConnection<Shop>) -> QueryResult<Vec<(i64, String)>> {
    let other = diesel::alias!(groups as other);
    other
        .select(other.fields((groups::id, groups::title)))
        .load(conn)
}
