// expect: a table of the plugin `Auth` cannot be reached through the connection of the plugin `Shop`
// ISO-03: GROUP BY makes no table one's own.
use auth::schema::users;
use diesel::dsl::count_star;
use diesel::prelude::*;
use schema_iso_diesel::plugin;

#[path = "../../../snippets/shop_schema.rs"]
mod schema;

#[plugin(id = "shop")]
pub struct Shop;

pub fn run(conn: &mut SafeConnection<Shop>) -> QueryResult<Vec<(String, i64)>> {
    users::table
        .group_by(users::name)
        .select((users::name, count_star()))
        .load(conn)
}

fn main() {}
