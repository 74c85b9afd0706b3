// ISO-18: What is exported is joined by an import, and not by the owner's name.
use diesel::prelude::*;
use schema_iso_diesel::plugin;

#[path = "../../../snippets/shop_imports.rs"]
mod schema;

use schema::{makers, offers};

#[plugin(id = "shop", depends_on(auth::Auth))]
pub struct Shop;

pub fn run(conn: &mut SafeConnection<Shop>) -> QueryResult<Vec<String>> {
    offers::table
        .inner_join(makers::table.on(makers::id.eq(offers::maker_id)))
        .select(offers::name)
        .load(conn)
}

fn main() {}
