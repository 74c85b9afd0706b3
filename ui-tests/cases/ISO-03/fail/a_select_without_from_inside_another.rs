// expect: cannot be used as a subselect
// ISO-03: A select without FROM can only be run.
// errors: 2
use auth::schema::users;
use diesel::dsl::{exists, select};
use diesel::prelude::*;
use schema_iso_diesel::plugin;

#[path = "../../../snippets/shop_schema.rs"]
mod schema;

#[plugin(id = "shop")]
pub struct Shop;

pub fn run(conn: &mut SafeConnection<Shop>) -> QueryResult<bool> {
    select(exists(select(exists(users::table)))).get_result(conn)
}

fn main() {}
