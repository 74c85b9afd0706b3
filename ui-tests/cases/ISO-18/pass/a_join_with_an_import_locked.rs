// ISO-18: A join with an import is not locked.
use diesel::prelude::*;
use schema_iso_diesel::plugin;

#[path = "../../../snippets/shop_imports.rs"]
mod schema;

use schema::{makers, offers};

#[plugin(id = "shop", depends_on(auth::Auth))]
pub struct Shop;

pub fn run(conn: &mut SafeConnection<Shop>) -> QueryResult<Vec<String>> {
    offers::table
        .filter(diesel::dsl::exists(
            makers::table.filter(makers::id.eq(offers::maker_id)),
        ))
        .select(offers::name)
        .for_update()
        .load(conn)
}

fn main() {}
