// expect: cannot be reached through the connection of the plugin `P`
// ISO-03: Nobody runs a query on the connection of a plugin that is not known.
use auth::schema::users;
use diesel::prelude::*;
use schema_iso_diesel::plugin;

#[path = "../../../snippets/shop_schema.rs"]
mod schema;

#[plugin(id = "shop")]
pub struct Shop;

pub fn run<P: diesel::Plugin>(conn: &mut SafeConnection<P>) -> QueryResult<i64> {
    users::table.count().get_result(conn)
}

fn main() {}
