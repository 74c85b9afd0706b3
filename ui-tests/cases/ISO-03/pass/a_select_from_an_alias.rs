// ISO-03: An alias is of its table's plugin.
use diesel::prelude::*;
use schema_iso_diesel::plugin;

#[path = "../../../snippets/shop_schema.rs"]
mod schema;

use schema::groups;

#[plugin(id = "shop")]
pub struct Shop;

pub fn run(conn: &mut SafeConnection<Shop>) -> QueryResult<Vec<String>> {
    let other = diesel::alias!(groups as other);
    other.select(other.field(groups::title)).load(conn)
}
