// ISO-18: A struct with changes of an import is not saved.
use diesel::prelude::*;
use schema_iso_diesel::plugin;

#[path = "../../../snippets/shop_imports.rs"]
mod schema;

use schema::{offers};

#[plugin(id = "shop", depends_on(auth::Auth))]
pub struct Shop;

#[derive(Clone, Copy, Identifiable, AsChangeset)]
#[diesel(table_name = offers)]
pub struct Changes {
    pub id: i64,
    pub name: &'static str,
}

pub fn run(conn: &mut SafeConnection<Shop>) -> QueryResult<usize> {
    diesel::update(offers::table)
        .set(Changes { id: 1, name: "x" })
        .execute(conn)
}

fn main() {}
