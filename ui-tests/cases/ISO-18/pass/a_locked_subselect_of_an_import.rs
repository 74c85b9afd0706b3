// ISO-18: An import is not locked in a subselect, either.
use diesel::prelude::*;
use schema_iso_diesel::plugin;

#[path = "../../../snippets/shop_imports.rs"]
mod schema;

use schema::{makers, offers};

#[plugin(id = "shop", depends_on(auth::Auth))]
pub struct Shop;

pub fn run(conn: &mut SafeConnection<Shop>) -> QueryResult<Vec<String>> {
    offers::table
        .filter(offers::maker_id.eq_any(makers::table.select(makers::id)))
        .select(offers::name)
        .load(conn)
}

fn main() {}
