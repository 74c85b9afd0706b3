// expect: cannot appear in one query
// ISO-03: An alias without FROM around it is of its table's plugin.
use auth::schema::users;
use diesel::dsl::{exists, select};
use diesel::prelude::*;
use schema_iso_diesel::plugin;

#[path = "../../../snippets/shop_schema.rs"]
mod schema;

#[plugin(id = "shop")]
pub struct Shop;

pub fn run(conn: &mut SafeConnection<Shop>) -> QueryResult<bool> {
    let other = diesel::alias!(users as other);
    select(exists(other.select(other.field(users::id)))).get_result(conn)
}

fn main() {}
