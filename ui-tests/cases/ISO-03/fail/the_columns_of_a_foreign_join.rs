// expect: associated type `DefaultSelection` not found for `S`
// ISO-03: What a join selects by default is not handed out.
// errors: 2
use auth::schema::{sessions, users};
use diesel::prelude::*;
use schema_iso_diesel::plugin;

#[path = "../../../snippets/shop_schema.rs"]
mod schema;

use schema::items;

#[plugin(id = "shop")]
pub struct Shop;

fn columns<S: diesel::QuerySource>(source: S) -> S::DefaultSelection {
    source.default_selection()
}

pub fn run(conn: &mut SafeConnection<Shop>) -> QueryResult<usize> {
    items::table
        .select(columns(users::table.inner_join(sessions::table)))
        .execute(conn)
}

fn main() {}
