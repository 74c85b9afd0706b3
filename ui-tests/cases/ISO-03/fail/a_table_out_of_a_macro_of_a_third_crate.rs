// expect: a table of the plugin `auth::Auth` cannot be reached through the connection of the plugin `Shop`
// ISO-03: What a macro writes is judged like what is written.
use diesel::prelude::*;
use schema_iso_diesel::plugin;

#[path = "../../../snippets/shop_schema.rs"]
mod schema;

#[plugin(id = "shop")]
pub struct Shop;

pub fn run(conn: &mut SafeConnection<Shop>) -> QueryResult<i64> {
    toolbox::all_users!().count().get_result(conn)
}

fn main() {}
