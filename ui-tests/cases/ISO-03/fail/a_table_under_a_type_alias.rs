// expect: a table of the plugin `Auth` cannot be reached through the connection of the plugin `Shop`
// ISO-03: A type alias is the type.
use auth::schema::{User, users};
use diesel::prelude::*;
use schema_iso_diesel::plugin;

#[path = "../../../snippets/shop_schema.rs"]
mod schema;

#[plugin(id = "shop")]
pub struct Shop;

type Accounts = users::table;

pub fn run(conn: &mut SafeConnection<Shop>) -> QueryResult<Vec<User>> {
    Accounts::default().load(conn)
}

fn main() {}
