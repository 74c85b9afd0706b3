// ISO-03: A type alias is the type.
use diesel::prelude::*;
use schema_iso_diesel::plugin;

#[path = "../../../snippets/shop_schema.rs"]
mod schema;

use schema::{Group, groups};

#[plugin(id = "shop")]
pub struct Shop;

type Accounts = groups::table;

pub fn run(conn: &mut SafeConnection<Shop>) -> QueryResult<Vec<Group>> {
    Accounts::default().load(conn)
}
