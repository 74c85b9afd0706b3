// expect: a table of the plugin `Auth` cannot be reached through the connection of the plugin `Shop`
// ISO-04: A box keeps the owner of what is inside.
use schema_iso_diesel::plugin;

#[plugin(id = "shop")]
pub struct Shop;

#[path = "../../../snippets/shop_schema.rs"]
mod schema;

use diesel::prelude::*;

pub fn run(conn: &mut SafeConnection<Shop>) -> QueryResult<usize> {
    auth::api::boxed().load::<auth::schema::User>(conn).map(|rows| rows.len())
}

fn main() {}
