// ISO-03: An alias without FROM around it is of its table's plugin.
use diesel::dsl::{exists, select};
use diesel::prelude::*;
use schema_iso_diesel::plugin;

#[path = "../../../snippets/shop_schema.rs"]
mod schema;

use schema::groups;

#[plugin(id = "shop")]
pub struct Shop;

pub fn run(conn: &mut SafeConnection<Shop>) -> QueryResult<bool> {
    let other = diesel::alias!(groups as other);
    select(exists(other.select(other.field(groups::id)))).get_result(conn)
}
