// expect: cannot appear in one query
// ISO-03: A foreign changeset fits its own table only.
use auth::schema::UserChanges;
use diesel::prelude::*;
use schema_iso_diesel::plugin;

#[path = "../../../snippets/shop_schema.rs"]
mod schema;

use schema::items;

#[plugin(id = "shop")]
pub struct Shop;

pub fn run(conn: &mut SafeConnection<Shop>, changes: &UserChanges) -> QueryResult<usize> {
    diesel::update(items::table).set(changes).execute(conn)
}

fn main() {}
