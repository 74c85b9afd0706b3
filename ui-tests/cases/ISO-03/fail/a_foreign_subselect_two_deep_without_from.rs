// expect: this cannot be selected without a FROM clause
// ISO-03: Depth hides nothing without FROM either.
use auth::schema::users;
use diesel::dsl::{exists, select};
use diesel::prelude::*;
use schema_iso_diesel::plugin;

#[path = "../../../snippets/shop_schema.rs"]
mod schema;

use schema::groups;

#[plugin(id = "shop")]
pub struct Shop;

pub fn run(conn: &mut SafeConnection<Shop>) -> QueryResult<bool> {
    select(exists(groups::table.filter(exists(users::table)))).get_result(conn)
}

fn main() {}
