// expect: a table of the plugin `Auth` cannot be reached through the connection of the plugin `Shop`
// ISO-03: A table that is a type parameter is asked about where it is known.
use auth::schema::{User, users};
use diesel::prelude::*;
use diesel::query_dsl::LoadQuery;
use schema_iso_diesel::plugin;

#[path = "../../../snippets/shop_schema.rs"]
mod schema;

#[plugin(id = "shop")]
pub struct Shop;

fn all<'query, T>(conn: &mut SafeConnection<Shop>, table: T) -> QueryResult<Vec<User>>
where
    T: Table + LoadQuery<'query, SafeConnection<Shop>, User> + RunQueryDsl<SafeConnection<Shop>>,
{
    table.load(conn)
}

pub fn run(conn: &mut SafeConnection<Shop>) -> QueryResult<Vec<User>> {
    all(conn, users::table)
}

fn main() {}
